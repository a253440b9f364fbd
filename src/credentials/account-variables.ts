/**
 * Environment variables that may contain a Kimi web session; the first usable one wins.
 */
export const sessionVariables = [
  'KIMI_MANUAL_COOKIE',
  'KIMI_AUTH_TOKEN',
  'kimi_auth_token',
] as const;

/** The environment variables that hold a credential. */
export const secretVariables = ['KIMI_CODE_API_KEY', ...sessionVariables] as const;

const signInVariables = ['KIMI_CODE_HOME', 'KIMI_CODE_OAUTH_HOST', 'KIMI_OAUTH_HOST'] as const;

/** The environment variables that, with the settings, decide which account is the main one. */
export const mainVariables = [...secretVariables, ...signInVariables] as const;

/** Those without credentials that decide it, and the ones that decide which service is used. */
export const otherAccountVariables = [
  ...signInVariables,
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
] as const;

/** All of them. */
export const accountVariables = [...secretVariables, ...otherAccountVariables] as const;
