import {
  quotaEventKinds,
  type QuotaEvent,
  type UsageEvent,
  type UsageEventKind,
} from '../../../domain/events/usage-event.ts';
import { isWindowId, sessionMinutes, weeklyMinutes } from '../../../domain/quota-window.ts';

const hourMs = 3_600_000;
const usedPercents: Readonly<Record<QuotaEvent['kind'], number>> = {
  'quota-low': 82,
  'quota-exhausted': 100,
  'quota-reset': 0,
  'quota-restored': 0,
  'will-run-out': 64,
};

const lengthsMinutes: ReadonlyMap<string, number> = new Map([
  ['session', sessionMinutes],
  ['weekly', weeklyMinutes],
]);

/** Narrows to the events of one window. */
export function isQuotaEventKind(kind: UsageEventKind): kind is QuotaEvent['kind'] {
  return quotaEventKinds.some((one) => one === kind);
}

/**
 * An event with numbers that a real one could have, for the weekly window unless another is named.
 */
export function simulatedEvent(
  kind: UsageEventKind,
  window: string | undefined,
  nowMs: number,
): UsageEvent {
  if (isQuotaEventKind(kind)) return quotaEvent(kind, window ?? 'weekly', nowMs);
  const atMs = nowMs;
  switch (kind) {
    case 'credential-lost': {
      const detail = { code: 'api-key-rejected' } as const;
      return { kind, atMs, failure: { kind: 'credential-rejected', detail } };
    }
    case 'service-failing': {
      const detail = { code: 'http-status', subject: '503' } as const;
      return { kind, atMs, failure: { kind: 'server-fault', detail } };
    }
    case 'price-changed': {
      const windowId = window !== undefined && isWindowId(window) ? window : 'weekly';
      const prices = { tokensPerPointBefore: 2_900_000, tokensPerPoint: 1_100_000 };
      return { kind, atMs, windowId, sinceMs: nowMs - 26 * hourMs, ...prices };
    }
    default:
      return { kind, atMs };
  }
}

function quotaEvent(kind: QuotaEvent['kind'], window: string, nowMs: number): QuotaEvent {
  const windowId = isWindowId(window) ? window : 'weekly';
  const usedPercent = usedPercents[kind];
  return {
    kind,
    atMs: nowMs,
    windowId,
    lengthMinutes: lengthsMinutes.get(windowId),
    usedPercent,
    leftPercent: 100 - usedPercent,
    resetsAtMs: nowMs + 4 * hourMs,
    thresholdPercent: kind === 'quota-low' ? 20 : undefined,
    emptyAtMs: kind === 'will-run-out' ? nowMs + 2 * hourMs : undefined,
    probability: kind === 'will-run-out' ? 0.8 : undefined,
  };
}
