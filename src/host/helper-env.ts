import type { Env } from './host.ts';

/** Variables of KimiBar, Kimi and its exporter: keys, tokens, cookies, and settings beside them. */
const ownVariable = /^(KIMI|CODEXBAR|OTEL_EXPORTER)/i;

/** The environment for helper programs such as `systemctl` and `xdg-open`: without credentials. */
export function helperEnv(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ownVariable.test(name)));
}
