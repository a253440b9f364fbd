import type { Env } from './host.ts';

/**
 * Variables of KimiBar, Kimi, its exporter and the cookie library: keys, tokens, cookies, a
 * browser's key for a moment, and settings beside them.
 */
const ownVariable = /^(KIMI|CODEXBAR|OTEL_EXPORTER|SWEET_COOKIE)/i;

/** The environment for helper programs such as `systemctl` and `xdg-open`: without credentials. */
export function helperEnv(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ownVariable.test(name)));
}
