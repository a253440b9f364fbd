import { kimiTime } from '../../domain/clock-offset.ts';
import { briefFailure } from '../failure-text.ts';
import type { Messages } from '../messages/en.ts';
import type { UsageView } from '../usage-view.ts';
import { formatAge, momentParts, spanBetween } from '../words/time.ts';
import type { AccountsOverview } from './accounts-overview.ts';

type Words = Pick<Messages, 'accounts' | 'failures' | 'usage' | 'verdict'>;

/** What an account's quota comes to, in a few words: `empty 15:20, 1h 57m short`, `lasts`. */
export function accountOutlook(view: UsageView, messages: Words, timeZone?: string): string {
  const { accounts, verdict: words } = messages;
  const { failure, fetched, verdict } = view;
  const nowMs = kimiTime(fetched ?? {}, view.nowMs);
  const moment = (atMs: number): string =>
    messages.usage.moment(momentParts(atMs, nowMs, { timeZone, messages }));
  const { backAt, until = nowMs } = verdict;
  if (verdict.state === 'out')
    return backAt === undefined ? words.corner.out : accounts.usedUp(moment(backAt));
  if (failure !== undefined) {
    const isKeyless = view.account !== undefined && failure.kind === 'credential-missing';
    const brief = isKeyless ? accounts.noKey : briefFailure(failure, messages);
    return fetched === undefined ? brief : `${brief} · ${formatAge(fetched.ageMs, messages)}`;
  }
  if (fetched === undefined) return accounts.noData;
  if (verdict.state === 'lasts') return words.corner.lasts;
  if (verdict.state === 'unknown') return accounts.open;
  return accounts.empty({
    at: moment(until),
    span: backAt === undefined ? undefined : spanBetween(until, backAt, messages),
  });
}

/** `Most room: work. Next back: night-jobs at 17:17.` Empty if there is nothing to say. */
export function overviewText(
  { mostRoom, nextBack }: Omit<AccountsOverview, 'views'>,
  messages: Words,
  timeZone?: string,
): string {
  const { accounts, usage, verdict } = messages;
  const back =
    nextBack &&
    accounts.nextBack({
      name: accountName(nextBack.view, messages),
      at: usage.atMoment(
        momentParts(nextBack.atMs, kimiTime(nextBack.view.fetched ?? {}, nextBack.view.nowMs), {
          timeZone,
          messages,
        }),
      ),
    });
  return [mostRoom && accounts.mostRoom(accountName(mostRoom, messages)), back]
    .filter((sentence) => sentence !== undefined)
    .join(verdict.between);
}

/** What users call an account. */
export function accountName({ account }: UsageView, { accounts }: Words): string {
  return account ?? accounts.main;
}
