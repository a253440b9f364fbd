/** Kimi's pages that people sign in on. Keys and subscriptions are managed in the console. */
export const kimiPages = {
  console: 'https://www.kimi.com/code/console',
  web: 'https://www.kimi.com/',
} as const;
