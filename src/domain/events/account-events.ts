import { kimiTime } from '../clock-offset.ts';
import { forecastUsage } from '../forecast/forecast-windows.ts';
import { judgeWindows } from '../outlook.ts';
import { sortWindows, windowsToRemember } from '../quota-window.ts';
import type { PriceChange } from '../attribution/settled-changes.ts';
import { observePrice } from './price-events.ts';
import { nothingKnown, observeAccess } from './sign-in-events.ts';
import type { AccountMemory, EventRules, PlanChange, WindowMemory } from './event-memory.ts';
import { observeWindow } from './window-events.ts';
import type { UsageEvent } from './usage-event.ts';
import type { UsageOutcome, UsageSnapshot } from '../usage-snapshot.ts';

/**
 * One account's outcome at a moment (epoch milliseconds); `isNew` if it was not observed before.
 */
export type AccountObservation = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome;
  /** The latest of its prices. */
  readonly priceChange?: PriceChange | undefined;
  readonly isNew: boolean;
  readonly nowMs: number;
};

/**
 * Older usage says nothing of now: after sleep, a machine shows its last state until the next
 * refresh.
 */
const maxAgeMs = 60 * 60_000;
/** Windows not seen for this long are forgotten, and so are accounts without any other. */
export const forgottenAfterMs = 60 * 86_400_000;

/**
 * The events of an outcome, and the memory after it. Each crossing is reported once; observing the
 * same outcome again reports nothing. Only fresh usage counts for quota events.
 */
export function observeAccount(
  before: AccountMemory | undefined,
  observation: AccountObservation,
  rules: EventRules,
): { readonly memory: AccountMemory; readonly events: readonly UsageEvent[] } {
  const { account, outcome, nowMs } = observation;
  const access = observeAccess(before?.access ?? nothingKnown, observation, rules);
  const ageMs =
    outcome.kind === 'fresh' ? nowMs - outcome.snapshot.fetchedAtMs : Number.POSITIVE_INFINITY;
  if (outcome.kind === 'failed' || ageMs > maxAgeMs) {
    const known = before ?? { windows: {} };
    return { memory: { ...known, account, access: access.memory }, events: access.events };
  }
  const quota = observeWindows(before, outcome, { observation, rules });
  const change = observation.priceChange;
  const planChange = latestPlanChange(before, outcome.snapshot);
  const price = observePrice(before?.priceToldMs, { change, planChange, account, nowMs }, rules);
  return {
    // Kimi omits the plan's name at times.
    memory: {
      account,
      access: access.memory,
      plan: outcome.snapshot.plan ?? before?.plan,
      planChange,
      windows: quota.windows,
      priceToldMs: price.toldMs,
    },
    events: [...access.events, ...quota.events, ...price.events],
  };
}

function isAnotherPlan(before: AccountMemory | undefined, { plan }: UsageSnapshot): boolean {
  return before?.plan !== undefined && plan !== undefined && before.plan !== plan;
}

function latestPlanChange(
  before: AccountMemory | undefined,
  snapshot: UsageSnapshot,
): PlanChange | undefined {
  if (!isAnotherPlan(before, snapshot)) return before?.planChange;
  const seenMs = Object.values(before?.windows ?? {}).map(({ seenAtMs }) => seenAtMs);
  const byMs = snapshot.fetchedAtMs;
  return { afterMs: Math.min(byMs, Math.max(0, ...seenMs)), byMs };
}

function observeWindows(
  before: AccountMemory | undefined,
  { snapshot, learned }: Extract<UsageOutcome, { kind: 'fresh' }>,
  { observation, rules }: { observation: AccountObservation; rules: EventRules },
) {
  const { account } = observation;
  const nowMs = kimiTime(snapshot, observation.nowMs);
  const fetchedAtMs = kimiTime(snapshot, snapshot.fetchedAtMs);
  const planChanged = isAnotherPlan(before, snapshot);
  const windows: Record<string, WindowMemory> = {};
  for (const [id, memory] of Object.entries(before?.windows ?? {})) {
    if (nowMs - memory.seenAtMs < forgottenAfterMs) windows[id] = memory;
  }
  const events: UsageEvent[] = [];
  const judged = judgeWindows(sortWindows(snapshot.windows), {
    nowMs,
    fetchedAtMs,
    stale: false,
    forecasts: forecastUsage(snapshot, learned),
  });
  for (const { window, outlook } of judged) {
    const seen = observeWindow(
      windows[window.id],
      { window, outlook, fetchedAtMs, nowMs, planChanged, account },
      rules,
    );
    if (seen.memory !== undefined) windows[window.id] = seen.memory;
    events.push(...seen.events);
  }
  return { windows: remembered(windows), events };
}

function remembered(
  windows: Readonly<Record<string, WindowMemory>>,
): Readonly<Record<string, WindowMemory>> {
  const known = Object.entries(windows).map(([id, memory]) => ({
    id,
    memory,
    seenAtMs: memory.seenAtMs,
  }));
  return Object.fromEntries(windowsToRemember(known).map(({ id, memory }) => [id, memory]));
}
