import { defineCommand } from '../command-line/command.ts';

const remember = defineCommand({
  name: 'remember',
  isHidden: true,
  mayLackConfig: true,
  run: async (context) => (await import('../upgrade/upgrade.ts')).runRemember(context),
});

export const upgrade = defineCommand({
  name: 'upgrade',
  mayLackConfig: true,
  summary: 'upgrade',
  flags: { check: { summary: 'checkUpgrade' } },
  commands: [remember],
  run: async (context, { check }) =>
    (await import('../upgrade/upgrade.ts')).runUpgrade(context, { check }),
});
