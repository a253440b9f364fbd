import { readHistory } from '../../app/history.ts';
import { openLedger } from '../../app/logs/open-ledger.ts';
import { utcOffset } from '../../app/update-learned.ts';
import { openApp } from '../../app/open-app.ts';
import { scoreHistory } from '../../domain/forecast/score-history.ts';
import { historyScoreText } from '../../present/history/history-score-text.ts';
import { historyScoreRecord } from '../../present/json/history-score-json.ts';
import type { CommandContext } from '../command-context.ts';
import { requireAccount } from '../argument-refusal.ts';

export type HistoryScoreOptions = {
  readonly json: boolean;
  readonly pretty: boolean;
  readonly account?: string | undefined;
};

const yearMs = 366 * 86_400_000;

/**
 * `kimibar history score`: how good KimiBar's forecasts would have been for this account, beside
 * two simple methods. Exit code 0, even if there is nothing to score.
 */
export async function runHistoryScore(
  context: CommandContext,
  { json, pretty, account: named }: HistoryScoreOptions,
): Promise<number> {
  const { host, terminal, messages } = context;
  const app = await openApp(context);
  await requireAccount(context, app, { account: named });
  const account = named === undefined ? app.shownAccount() : app.accountFor(named);
  const nowMs = host.clock.now();
  const span = { sinceMs: nowMs - yearMs, untilMs: nowMs };
  const series = await readHistory(host, { account, ...span });
  const ledger = openLedger(host, { mayCreate: false });
  const walls = await ledger.walls(span).finally(() => ledger.close());
  const scores = scoreHistory({ series, nowMs, utcOffset, walls });
  const text = json
    ? JSON.stringify(historyScoreRecord(scores, account), undefined, pretty ? 2 : undefined)
    : historyScoreText(scores, messages);
  terminal.out(text);
  return 0;
}
