import { defineCommand } from '../command-line/command.ts';
import { jsonFlag } from '../command-line/common-flags.ts';

const refresh = defineCommand({
  name: 'refresh',
  summary: 'cookies refresh',
  flags: jsonFlag,
  run: async (context, { json }) =>
    (await import('../commands/cookies.ts')).runCookiesRefresh(context, { json }),
});

const clear = defineCommand({
  name: 'clear',
  summary: 'cookies clear',
  run: async (context) => (await import('../commands/cookies.ts')).runCookiesClear(context),
});

export const cookies = defineCommand({
  name: 'cookies',
  summary: 'cookies',
  flags: jsonFlag,
  commands: [refresh, clear],
  run: async (context, { json }) =>
    (await import('../commands/cookies.ts')).runCookies(context, { json }),
});
