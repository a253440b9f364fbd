import type { FailureFacts } from '../failure.ts';
import type { WindowId } from '../quota-window.ts';

/**
 * What can happen to a quota window. `quota-low` fell to a threshold, `quota-exhausted` nothing left, `quota-reset` it began
 * anew, `quota-restored` used up before and usable again, `will-run-out` at this pace empty before it resets.
 */
export const quotaEventKinds = [
  'quota-low',
  'quota-exhausted',
  'quota-reset',
  'quota-restored',
  'will-run-out',
] as const;

/** What can happen to the way to Kimi: the sign-in is gone or works again; Kimi fails again and again, or answers again. */
export const accessEventKinds = [
  'credential-lost',
  'credential-recovered',
  'service-failing',
  'service-recovered',
] as const;

/** The same words stand in settings, hooks and JSON. */
export const usageEventKinds = [...quotaEventKinds, ...accessEventKinds] as const;

export type UsageEventKind = (typeof usageEventKinds)[number];

/** Something happened to a window. */
export type QuotaEvent = {
  readonly kind: (typeof quotaEventKinds)[number];
  /** A further account's name; absent for the main one. */
  readonly account?: string | undefined;
  /** When it was told, epoch milliseconds. */
  readonly atMs: number;
  readonly windowId: WindowId;
  /** The service's own name for the window; untrusted text. */
  readonly label?: string | undefined;
  readonly lengthMinutes?: number | undefined;
  /** 0..100, as is `leftPercent`. */
  readonly usedPercent: number;
  readonly leftPercent: number;
  readonly resetsAtMs?: number | undefined;
  /** Of `quota-low`: the lowest threshold that was reached, in percent left. */
  readonly thresholdPercent?: number | undefined;
  /** Of `will-run-out`: when nothing will be left, epoch milliseconds. */
  readonly emptyAtMs?: number | undefined;
};

/** Something happened to the way to Kimi. */
export type AccessEvent = {
  readonly kind: (typeof accessEventKinds)[number];
  readonly account?: string | undefined;
  readonly atMs: number;
  /** Of `credential-lost` and `service-failing`: what is wrong. */
  readonly failure?: FailureFacts | undefined;
};

/** One thing that happened, told once. Plain data: it goes to notifications, hooks and JSON as it is. */
export type UsageEvent = QuotaEvent | AccessEvent;

/** Tells the events of windows from those of access. */
export function isQuotaEvent(event: UsageEvent): event is QuotaEvent {
  return (quotaEventKinds as readonly string[]).includes(event.kind);
}

/** Narrows a word from a config file or a command line. */
export function isUsageEventKind(word: string): word is UsageEventKind {
  return (usageEventKinds as readonly string[]).includes(word);
}
