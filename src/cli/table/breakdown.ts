import { breakdownKeys } from '../../domain/breakdown.ts';
import { defineCommand } from '../command-line/command.ts';
import { accountFlag, tableFormatFlags } from '../command-line/common-flags.ts';
import { since } from '../command-line/since.ts';
import { inputFile, oneOf, path, wholeNumber } from '../command-line/value-types.ts';

const exportRecords = defineCommand({
  name: 'export',
  summary: 'breakdown export',
  flags: {
    output: { summary: 'output', value: 'file', type: path },
    since: { summary: 'since', value: 'time', type: since },
  },
  run: async (context, { output, since: from }) =>
    (await import('../commands/breakdown/exchange.ts')).runBreakdownExport(context, {
      path: output,
      since: from,
    }),
});

const importRecords = defineCommand({
  name: 'import',
  summary: 'breakdown import',
  arguments: { file: { summary: 'exportFile', type: inputFile } },
  run: async (context, { file }) =>
    (await import('../commands/breakdown/exchange.ts')).runBreakdownImport(context, file),
});

export const breakdown = defineCommand({
  name: 'breakdown',
  summary: 'breakdown',
  flags: {
    by: { summary: 'by', value: 'key', type: oneOf(breakdownKeys), default: 'project' },
    since: { summary: 'sinceWindow', value: 'time', type: since },
    window: {
      summary: 'sharedWindow',
      value: 'window',
      type: oneOf(['session', 'weekly', 'monthly']),
    },
    limit: { summary: 'limit', value: 'rows', type: wholeNumber({ min: 1, max: 10_000 }) },
    ...tableFormatFlags,
    ...accountFlag,
  },
  commands: [exportRecords, importRecords],
  run: async (context, { by, since: from, window, limit, format, json, pretty, account }) =>
    (await import('../commands/breakdown/breakdown.ts')).runBreakdown(context, {
      by,
      since: from,
      windowId: window,
      limit,
      format: json ? 'json' : format,
      pretty,
      account,
    }),
});
