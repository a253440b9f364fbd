import { sealByPassword } from './sealed-value.ts';
import type { ChromiumCookie } from './chromium-store.ts';

/**
 * A session as Chromium on Linux stores it without a key store; with `v11` and a password, as it
 * does with one.
 */
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
