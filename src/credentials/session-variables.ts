/** Environment variables that may hold a Kimi web session, in the order they are looked at; the first usable one wins. */
export const sessionVariables = ['KIMI_MANUAL_COOKIE', 'KIMI_AUTH_TOKEN', 'kimi_auth_token'] as const;
