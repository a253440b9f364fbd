import { learnPrices } from '../../src/domain/attribution/learn-prices.ts';
import { settledChanges } from '../../src/domain/attribution/settled-changes.ts';
import { loggedUses, seriesUntil, type SimulatedAccount } from './simulated-account.ts';

export type ChangesScore = {
  /** Hours of work from a price change until it was reported; undefined if it was not. */
  readonly foundAfterHours?: number | undefined;
  readonly hadChange: boolean;
  /** Reported, but neither a price nor the plan had changed. */
  readonly falseAlarms: readonly { readonly atMs: number; readonly factor: number }[];
  readonly months: number;
};

const slotMs = 30 * 60_000;
const dayMs = 86_400_000;
const hoursBetweenLooks = 6;
/** A report that dates a change this differently is about something else. */
const nearMs = 4 * dayMs;
/** Nor is it if there is so much work in between, half hours. */
const nearSlots = 8;
const firstLookMs = 7 * dayMs;

/** Lets the account's months pass, looks every six hours of work, and notes what is reported. */
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
      if (priceChange !== undefined && isNear(priceChange.atMs)) {
        const since = slots.filter((slot) => slot * slotMs >= priceChange.atMs);
        foundAfterHours ??= since.filter((slot) => slot * slotMs < nowMs).length / 2;
      } else if (!planChanges.some(isNear)) {
        const factor = change.tokensPerPointBefore / change.tokensPerPoint;
        falseAlarms.push({ atMs: change.atMs, factor });
      }
    }
  }
  return {
    foundAfterHours,
    hadChange: priceChange !== undefined,
    falseAlarms,
    months: (work.untilMs - work.fromMs) / (30 * dayMs),
  };
}

function isSame(slots: readonly number[], oneMs: number, otherMs: number): boolean {
  const [from, to] = [Math.min(oneMs, otherMs), Math.max(oneMs, otherMs)];
  const between = slots.filter((slot) => slot * slotMs >= from && slot * slotMs < to).length;
  return to - from < nearMs || between < nearSlots;
}
