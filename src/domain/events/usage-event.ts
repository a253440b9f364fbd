import type { FailureFacts } from '../failure.ts';
import type { WindowId } from '../quota-window.ts';

/**
 * Events of a quota window. `quota-low`: dropped to a threshold. `quota-exhausted`: nothing is
 * left. `quota-reset`: a new period started. `quota-restored`: was exhausted and is available
 * again. `will-run-out`: probably used up before its reset.
 */
export const quotaEventKinds = [
  'quota-low',
  'quota-exhausted',
  'quota-reset',
  'quota-restored',
  'will-run-out',
] as const;

/**
 * Events of sign-in and requests: the sign-in is lost or works again; requests keep failing, or
 * succeed again.
 */
export const accessEventKinds = [
  'credential-lost',
  'credential-recovered',
  'service-failing',
  'service-recovered',
] as const;

/** Events of prices: a point of a window takes clearly more or fewer tokens than before. */
export const priceEventKinds = ['price-changed'] as const;

/** Settings, hooks and JSON use the same words. */
export const usageEventKinds = [
  ...quotaEventKinds,
  ...accessEventKinds,
  ...priceEventKinds,
] as const;

export type UsageEventKind = (typeof usageEventKinds)[number];

export type QuotaEvent = {
  readonly kind: (typeof quotaEventKinds)[number];
  /** The account's name; absent for the main one. */
  readonly account?: string | undefined;
  /** When it was reported, epoch milliseconds by Kimi's clock, as all times here. */
  readonly atMs: number;
  readonly windowId: WindowId;
  /** Kimi's own name for the window; untrusted text. */
  readonly label?: string | undefined;
  readonly lengthMinutes?: number | undefined;
  /** 0..100, as is `leftPercent`. */
  readonly usedPercent: number;
  readonly leftPercent: number;
  readonly resetsAtMs?: number | undefined;
  /** Of `quota-low`: the lowest threshold that was reached, in percent left. */
  readonly thresholdPercent?: number | undefined;
  /** Of `will-run-out`: when nothing is expected to be left, epoch milliseconds. */
  readonly emptyAtMs?: number | undefined;
  /** Of `will-run-out`: how likely it is, 0..1. */
  readonly probability?: number | undefined;
};

export type AccessEvent = {
  readonly kind: (typeof accessEventKinds)[number];
  readonly account?: string | undefined;
  readonly atMs: number;
  /** Of `credential-lost` and `service-failing`: what is wrong. */
  readonly failure?: FailureFacts | undefined;
};

export type PriceEvent = {
  readonly kind: (typeof priceEventKinds)[number];
  readonly account?: string | undefined;
  readonly atMs: number;
  readonly windowId: WindowId;
  /** When the price changed, epoch milliseconds by this machine's clock. */
  readonly sinceMs: number;
  /** Tokens of the account's usual mixture for one point, before and since. */
  readonly tokensPerPointBefore: number;
  readonly tokensPerPoint: number;
};

/** Reported once. Plain data, for notifications, hooks and JSON. */
export type UsageEvent = QuotaEvent | AccessEvent | PriceEvent;

export function isQuotaEvent(event: UsageEvent): event is QuotaEvent {
  return quotaEventKinds.some((kind) => kind === event.kind);
}

export function isPriceEvent(event: UsageEvent): event is PriceEvent {
  return event.kind === 'price-changed';
}

/** The window that an event is about, if it is about one. */
export function windowOf(event: UsageEvent): WindowId | undefined {
  return isQuotaEvent(event) || isPriceEvent(event) ? event.windowId : undefined;
}

/** For words from a config file or a command line. */
export function isUsageEventKind(word: string): word is UsageEventKind {
  return usageEventKinds.some((kind) => kind === word);
}
