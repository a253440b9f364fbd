import { bindingWindow } from '../../app/burn-down.ts';
import { openApp } from '../../app/open-app.ts';
import { readHistory } from '../../app/history.ts';
import type { UsageApp } from '../../app/usage-app.ts';
import type { HistorySeries } from '../../domain/history.ts';
import { sortWindows, type WindowId } from '../../domain/quota-window.ts';
import { historiesCsv, historyCsv } from '../../present/history/history-csv.ts';
import { historyRecord } from '../../present/json/history-json.ts';
import { historyText } from '../../present/history/history-text.ts';
import type { CommandContext } from '../command-context.ts';
import { startOf, type Since } from '../command-line/since.ts';
import { requireAccount } from '../argument-refusal.ts';

/** The longest window is a month. */
const longestMs = 32 * 86_400_000;

export type HistoryOptions = {
  readonly since: Since;
  readonly format: 'text' | 'json' | 'csv';
  readonly pretty: boolean;
  readonly windowId?: WindowId | undefined;
  readonly account?: string | undefined;
  readonly allAccounts: boolean;
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
  const { account, allAccounts, windowId, since } = options;
  const app = await openApp(context);
  await requireAccount(context, app, options);
  const untilMs = host.clock.now();
  const sinceMs = startOf(since, untilMs);
  const shown = account === undefined ? app.shownAccount() : app.accountFor(account);
  const read = async (name: string | undefined): Promise<AccountHistory> => {
    const range = { account: name, sinceMs, untilMs };
    const series = inDisplayOrder(await readHistory(host, { ...range, windowId }));
    if (options.format !== 'text') return { range, series };
    const past = await readHistory(host, { ...range, sinceMs: untilMs - longestMs, windowId });
    // Learned for the card as well, so that both say the same.
    const learned = await app.learnedOf(name);
    return { range, series, burnDown: bindingWindow(past, untilMs, learned) };
  };
  const all = await Promise.all((allAccounts ? app.accountsInOrder : [shown]).map(read));
  // A main account without a history is none for most users of named accounts.
  const [first = await read(shown), ...others] = all.filter(
    ({ range, series }) => !allAccounts || range.account !== undefined || series.length > 0,
  );
  terminal.out(formatHistory(context, { app, histories: [first, ...others], options }));
  return 0;
}

type AccountHistory = {
  readonly range: {
    readonly account: string | undefined;
    readonly sinceMs: number;
    readonly untilMs: number;
  };
  readonly series: readonly HistorySeries[];
  readonly burnDown?: ReturnType<typeof bindingWindow>;
};

/** One account as an object, several as a list; CSV of several has a column for the account. */
function formatHistory(
  { messages, terminal }: CommandContext,
  {
    app,
    histories,
    options: { allAccounts, format, pretty },
  }: {
    readonly app: UsageApp;
    readonly histories: readonly [AccountHistory, ...AccountHistory[]];
    readonly options: HistoryOptions;
  },
): string {
  switch (format) {
    case 'json': {
      const records = histories.map(({ series, range }) => historyRecord(series, range));
      return JSON.stringify(allAccounts ? records : records[0], undefined, pretty ? 2 : undefined);
    }
    case 'csv':
      return allAccounts
        ? historiesCsv(histories.map(({ series, range: { account } }) => ({ account, series })))
        : historyCsv(histories[0].series);
    case 'text': {
      const { width, colour, unicode } = terminal;
      const look = { width, colour, unicode, messages, meters: app.meters };
      return histories
        .map(({ series, range, burnDown }) => historyText(series, { ...look, ...range, burnDown }))
        .join('\n\n');
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
