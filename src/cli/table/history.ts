import { isWindowId, type WindowId } from '../../domain/quota-window.ts';
import { defineCommand } from '../command-line/command.ts';
import { accountFlag, accountFlags, tableFormatFlags } from '../command-line/common-flags.ts';
import type { ValueType } from '../command-line/flag.ts';
import { since } from '../command-line/since.ts';
import { inputFile } from '../command-line/value-types.ts';

const windowId: ValueType<WindowId> = {
  choices: ['session', 'weekly', 'monthly', 'code-weekly'],
  parse: (typed) => (isWindowId(typed) ? typed : undefined),
  allowed: () => 'session, weekly, monthly, code-weekly, rate-1440',
};

const importSamples = defineCommand({
  name: 'import',
  summary: 'history import',
  arguments: { file: { summary: 'csvFile', type: inputFile } },
  run: async (context, { file }) =>
    (await import('../commands/history-import.ts')).runHistoryImport(context, file),
});

const score = defineCommand({
  name: 'score',
  summary: 'history score',
  flags: { json: { summary: 'json' }, pretty: { summary: 'pretty' }, ...accountFlag },
  run: async (context, { json, pretty, account }) =>
    (await import('../commands/history-score.ts')).runHistoryScore(context, {
      json,
      pretty,
      account,
    }),
});

export const history = defineCommand({
  name: 'history',
  summary: 'history',
  flags: {
    since: { summary: 'since', value: 'time', type: since, default: '24h' },
    ...tableFormatFlags,
    window: { summary: 'onlyWindow', value: 'window', type: windowId },
    ...accountFlags,
  },
  commands: [importSamples, score],
  run: async (context, { since: from, format, json, pretty, window, account, allAccounts }) =>
    (await import('../commands/history.ts')).runHistory(context, {
      since: from,
      format: json ? 'json' : format,
      pretty,
      windowId: window,
      account,
      allAccounts,
    }),
});
