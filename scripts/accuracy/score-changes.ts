import { learnPrices } from '../../src/domain/attribution/learn-prices.ts';
import { settledChanges } from '../../src/domain/attribution/settled-changes.ts';
import { loggedUses, seriesUntil, type SimulatedAccount } from './simulated-account.ts';

export type ChangesScore = {
  /** Hours of work from a price change until it was reported; undefined if it was not. */
  readonly foundAfterHours?: number | undefined;
  /** There was a change, and a day of work after it. */
  readonly hadChange: boolean;
  /** Reported, but neither a price nor the plan had changed. */
  readonly falseAlarms: readonly { readonly atMs: number; readonly factor: number }[];
  readonly months: number;
};

const slotMs = 30 * 60_000;
const dayMs = 86_400_000;
const hoursBetweenLooks = 3;
/** A report that dates a change this differently is about something else. */
const nearMs = 4 * dayMs;
/** Unless there is hardly any work in between, half hours. */
const nearSlots = 48;
const enoughSlots = 48;
const firstLookMs = 7 * dayMs;

/** Lets the account's months pass, looks every three hours of work, and notes what is reported. */
export function scoreChanges(account: SimulatedAccount): ChangesScore {
  const { work, priceChange } = account;
  const slots = [...new Set(loggedUses(account).map(({ at }) => Math.floor(at / slotMs)))];
  const reported: number[] = [];
  const falseAlarms: { atMs: number; factor: number }[] = [];
  let foundAfterHours: number | undefined;
  const planChanges = work.person.phases.slice(1).map(({ fromMs }) => fromMs);
  for (let index = 0; index < slots.length; index += hoursBetweenLooks * 2) {
    const nowMs = ((slots[index] ?? 0) + 1) * slotMs;
    if (nowMs < work.fromMs + firstLookMs) continue;
    const learned = learnPrices(seriesUntil(account, nowMs), loggedUses(account, nowMs));
    for (const change of settledChanges(learned)) {
      if (reported.some((atMs) => Math.abs(atMs - change.atMs) < nearMs)) continue;
      reported.push(change.atMs);
      const isNear = (atMs: number): boolean => isSame(slots, atMs, change.atMs);
      const factor = change.tokensPerPointBefore / change.tokensPerPoint;
      const isTrue = priceChange !== undefined && factor > 1 === priceChange.factor > 1;
      if (isTrue && isNear(priceChange.atMs)) {
        const since = slots.filter((slot) => slot * slotMs >= priceChange.atMs);
        foundAfterHours ??= since.filter((slot) => slot * slotMs < nowMs).length / 2;
      } else if (!planChanges.some(isNear)) {
        falseAlarms.push({ atMs: change.atMs, factor });
      }
    }
  }
  const workAfter = slots.filter((slot) => slot * slotMs >= (priceChange?.atMs ?? Infinity)).length;
  return {
    foundAfterHours,
    hadChange: foundAfterHours !== undefined || workAfter >= enoughSlots,
    falseAlarms,
    months: (work.untilMs - work.fromMs) / (30 * dayMs),
  };
}

function isSame(slots: readonly number[], oneMs: number, otherMs: number): boolean {
  const [from, to] = [Math.min(oneMs, otherMs), Math.max(oneMs, otherMs)];
  const between = slots.filter((slot) => slot * slotMs >= from && slot * slotMs < to).length;
  return to - from < nearMs || between < nearSlots;
}
