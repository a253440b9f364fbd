import { defineCommand } from '../command-line/command.ts';

const preview = defineCommand({
  name: 'preview',
  summary: 'export preview',
  run: async (context) => (await import('../commands/export/preview.ts')).exportPreview(context),
});

const test = defineCommand({
  name: 'test',
  summary: 'export test',
  run: async (context) => (await import('../commands/export/test.ts')).exportTest(context),
});

export const exportCommands = defineCommand({
  name: 'export',
  summary: 'export',
  commands: [preview, test],
});
