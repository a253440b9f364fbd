/**
 * Environment variables that may contain a Kimi web session; the first usable one wins.
 */
export const sessionVariables = [
  'KIMI_MANUAL_COOKIE',
  'KIMI_AUTH_TOKEN',
  'kimi_auth_token',
] as const;

/** The environment variables that, with the settings, decide which account is the main one. */
export const mainVariables = [
  'KIMI_CODE_API_KEY',
  ...sessionVariables,
  'KIMI_CODE_HOME',
  'KIMI_CODE_OAUTH_HOST',
  'KIMI_OAUTH_HOST',
] as const;

/** Those, and the ones that decide which service is used. */
export const accountVariables = [
  ...mainVariables,
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
] as const;
