import { openApp } from '../../app/open-app.ts';
import { readHistory } from '../../app/history.ts';
import type { HistorySeries } from '../../domain/history.ts';
import { sortWindows, type WindowId } from '../../domain/quota-window.ts';
import { historyCsv } from '../../present/history/history-csv.ts';
import { historyRecord } from '../../present/json/history-json.ts';
import { historyText } from '../../present/history/history-text.ts';
import type { CommandContext } from '../command-context.ts';
import { requireAccount } from '../refusal.ts';

export type HistoryOptions = {
  /** A duration back from now, or a time. */
  readonly since: { readonly backMs: number } | { readonly atMs: number };
  readonly format: 'text' | 'json' | 'csv';
  readonly pretty: boolean;
  readonly windowId?: WindowId | undefined;
  readonly account?: string | undefined;
};

/**
 * `kimibar history`: what was left over time as charts, JSON or CSV, from the local history. Exit
 * code 0, even if it is empty.
 */
export async function runHistory(
  context: CommandContext,
  options: HistoryOptions,
): Promise<number> {
  const { host, terminal } = context;
  const { account, windowId, since } = options;
  const app = await openApp(context);
  requireAccount(app, account);
  const untilMs = host.clock.now();
  const sinceMs = 'atMs' in since ? since.atMs : untilMs - since.backMs;
  const range = { account, sinceMs, untilMs };
  const series = inDisplayOrder(await readHistory(host, { ...range, windowId }));
  switch (options.format) {
    case 'json': {
      const record = historyRecord(series, range);
      terminal.out(JSON.stringify(record, undefined, options.pretty ? 2 : undefined));
      return 0;
    }
    case 'csv':
      terminal.out(historyCsv(series));
      return 0;
    case 'text': {
      const { messages } = context;
      const { width, colour, unicode } = terminal;
      const look = { width, colour, unicode, messages, meters: app.meters };
      terminal.out(historyText(series, { ...look, ...range }));
      return 0;
    }
  }
}

function inDisplayOrder(series: readonly HistorySeries[]): readonly HistorySeries[] {
  const order = sortWindows(
    series.map(({ windowId, lengthMinutes }) => ({
      id: windowId,
      usedPercent: 0,
      unit: 'percent',
      reliable: true,
      lengthMinutes,
    })),
  ).map(({ id }) => id);
  return series.toSorted((a, b) => order.indexOf(a.windowId) - order.indexOf(b.windowId));
}
