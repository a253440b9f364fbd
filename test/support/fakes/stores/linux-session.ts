import { sealByPassword } from './sealed-value.ts';
import type { ChromiumCookie } from './chromium-store.ts';

/** A session as Chromium on Linux stores it where there is no key store; `v11` and a password where there is one. */
export function linuxSession(
  token: string,
  more: Partial<ChromiumCookie> = {},
  password?: string,
): ChromiumCookie {
  const host = more.host ?? '.kimi.com';
  const sealed =
    password === undefined
      ? sealByPassword({ host, token }, 'v10', 'peanuts', 1)
      : sealByPassword({ host, token }, 'v11', password, 1);
  return { host, sealed, ...more };
}
