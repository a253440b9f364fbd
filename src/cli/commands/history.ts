import { openApp } from '../../app/open-app.ts';
import { readHistory } from '../../app/history.ts';
import type { HistorySeries } from '../../domain/history.ts';
import { sortWindows, type WindowId } from '../../domain/quota-window.ts';
import { historyCsv } from '../../present/history/history-csv.ts';
import { historyRecord } from '../../present/json/history-json.ts';
import { historyText } from '../../present/history/history-text.ts';
import type { CommandContext } from '../command-context.ts';
import { requireAccount } from '../require-account.ts';

export type HistoryOptions = {
  /** A span back from now, or a moment. */
  readonly since: { readonly backMs: number } | { readonly atMs: number };
  readonly format: 'text' | 'json' | 'csv';
  readonly pretty: boolean;
  readonly windowId?: WindowId | undefined;
  readonly account?: string | undefined;
};

/** `kimibar history`: what was left over time as charts, JSON or CSV. Asks nobody. Exit code 0, also where there is none yet. */
export async function runHistory(
  context: CommandContext,
  options: HistoryOptions,
): Promise<number> {
  const { host, terminal, messages } = context;
  const app = await openApp(context);
  requireAccount(app, options.account);
  const untilMs = host.clock.now();
  const sinceMs = 'atMs' in options.since ? options.since.atMs : untilMs - options.since.backMs;
  const account = options.account === undefined ? {} : { account: options.account };
  const windowId = options.windowId === undefined ? {} : { windowId: options.windowId };
  const series = inReadingOrder(
    await readHistory(host, { ...account, ...windowId, sinceMs, untilMs }),
  );
  if (options.format === 'json') {
    terminal.out(
      JSON.stringify(
        historyRecord(series, { ...account, sinceMs, untilMs }),
        undefined,
        options.pretty ? 2 : undefined,
      ),
    );
  } else if (options.format === 'csv') {
    terminal.out(historyCsv(series));
  } else {
    const { width, colour, unicode } = terminal;
    terminal.out(
      historyText(series, {
        width,
        colour,
        unicode,
        messages,
        sinceMs,
        untilMs,
        ...account,
        meters: app.meters,
      }),
    );
  }
  return 0;
}

function inReadingOrder(series: readonly HistorySeries[]): readonly HistorySeries[] {
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
