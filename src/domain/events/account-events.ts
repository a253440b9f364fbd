import { sortWindows } from '../quota-window.ts';
import { nothingKnown, observeAccess } from './sign-in-events.ts';
import type { AccountMemory, EventRules, WindowMemory } from './event-memory.ts';
import { observeWindow } from './window-events.ts';
import type { UsageEvent } from './usage-event.ts';
import type { UsageOutcome, UsageSnapshot } from '../usage-snapshot.ts';

/** One account's outcome at a moment (epoch milliseconds); `isNew` where it was not observed before. */
export type AccountReading = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome;
  readonly isNew: boolean;
  readonly nowMs: number;
};

/** A reading this old says nothing of now: a machine that slept shows its last state before it asks again. */
const oldestReadingMs = 60 * 60_000;
/** A window that is gone for so long is forgotten, and so is an account with none that was seen since. */
export const forgottenAfterMs = 60 * 86_400_000;

/**
 * What an outcome changes in what people know of an account, and what there is to tell them. Each thing is told once per
 * crossing; observing the same again tells nothing. Quota is judged by fresh readings alone.
 */
export function observeAccount(
  before: AccountMemory | undefined,
  reading: AccountReading,
  rules: EventRules,
): { readonly memory: AccountMemory; readonly events: readonly UsageEvent[] } {
  const { account, outcome, nowMs } = reading;
  const access = observeAccess(before?.access ?? nothingKnown, reading, rules);
  const kept = { account, access: access.memory };
  const ageMs =
    outcome.kind === 'fresh' ? nowMs - outcome.snapshot.fetchedAtMs : Number.POSITIVE_INFINITY;
  if (outcome.kind === 'failed' || ageMs > oldestReadingMs) {
    const plan = before?.plan === undefined ? {} : { plan: before.plan };
    return { memory: { ...kept, ...plan, windows: before?.windows ?? {} }, events: access.events };
  }
  const quota = observeWindows(before, outcome.snapshot, reading, rules);
  // The plan's name is a courtesy of the service and missing at times.
  const plan = outcome.snapshot.plan ?? before?.plan;
  return {
    memory: { ...kept, ...(plan === undefined ? {} : { plan }), windows: quota.windows },
    events: [...access.events, ...quota.events],
  };
}

function observeWindows(
  before: AccountMemory | undefined,
  snapshot: UsageSnapshot,
  reading: AccountReading,
  rules: EventRules,
) {
  const { nowMs, account } = reading;
  const planChanged =
    before?.plan !== undefined && snapshot.plan !== undefined && before.plan !== snapshot.plan;
  const windows: Record<string, WindowMemory> = {};
  for (const [id, memory] of Object.entries(before?.windows ?? {})) {
    if (nowMs - memory.seenAtMs < forgottenAfterMs) windows[id] = memory;
  }
  const events: UsageEvent[] = [];
  for (const window of sortWindows(snapshot.windows)) {
    const facts = {
      window,
      fetchedAtMs: snapshot.fetchedAtMs,
      nowMs,
      planChanged,
      account,
    };
    const seen = observeWindow(windows[window.id], facts, rules);
    if (seen.memory !== undefined) windows[window.id] = seen.memory;
    events.push(...seen.events);
  }
  return { windows, events };
}
