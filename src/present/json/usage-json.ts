import type { Attempt } from '../../domain/attempt.ts';
import { kimiTime } from '../../domain/clock-offset.ts';
import { failurePolicy, type FailureFacts } from '../../domain/failure.ts';
import type { Forecasts } from '../../domain/forecast/window-forecast.ts';
import type { SourceChoice } from '../../domain/setting-choices.ts';
import type {
  UsageOutcome,
  UsageSnapshot,
  UsageSource,
  Wallet,
} from '../../domain/usage-snapshot.ts';
import { cleanName, cleanText } from '../words/clean-text.ts';
import { failureText } from '../failure-text.ts';
import { kimiWindows } from './json-kimi-window.ts';
import { paceRecord } from './json-pace.ts';
import { rateWindows } from './json-rate-windows.ts';
import { coreEn } from '../messages/en/core.ts';
import { usageView, type UsageView } from '../usage-view.ts';
import { formatUtc } from '../words/time.ts';
import { verdictText } from '../verdict/verdict-text.ts';
import type {
  AttemptRecord,
  ErrorRecord,
  FailureRecord,
  SourceLabel,
  SuccessRecord,
  UsageRecord,
  UsageRecords,
} from './usage-record.ts';
import type { KimiRecord, PaceRecord, VerdictRecord, WalletRecord } from './kimi-record.ts';

export type UsageRecordFacts = {
  readonly nowMs: number;
  readonly account?: string | undefined;
  readonly nextRefreshAtMs?: number | undefined;
  /** The requested source; failure records name it, because no source succeeded. */
  readonly asked: SourceChoice;
  /**
   * How old the last good usage may be to be repeated after a failure, as usage that is marked
   * stale; undefined: never.
   */
  readonly lastGoodForMs?: number | undefined;
  readonly forecasts?: Forecasts | undefined;
  /** Of the verdict's text: an IANA name; undefined means the system's. */
  readonly timeZone?: string | undefined;
};

/** Labels that scripts rely on: unlike the catalogue's, these must not change. */
const sourceLabels: Record<UsageSource, SourceLabel> = {
  'api-key': 'Kimi Code API key',
  cli: 'Kimi Code CLI',
  web: 'Kimi web cookie',
};

/**
 * One record of the published JSON, in English, with times in whole UTC seconds. After a failure it
 * is a failure record, unless the last good usage is young enough for `lastGoodForMs`.
 */
export function usageRecord(outcome: UsageOutcome, facts: UsageRecordFacts): UsageRecord {
  const attempts = outcome.attempts.map(attemptRecord);
  const seen = { view: usageView(outcome, { ...facts, meters: 'left' }), facts };
  if (outcome.kind === 'fresh') {
    const { snapshot } = outcome;
    return {
      ...widgetPart(snapshot, facts),
      ...paces(snapshot, facts.nowMs),
      kimi: { ...kimiRecord(snapshot, seen, false), attempts },
    };
  }
  const { failure, lastGood } = outcome;
  const error = errorRecord(failure, cleanName(facts.account));
  if (lastGood !== undefined && isYoungEnough(lastGood, facts))
    return {
      ...widgetPart(lastGood, facts),
      kimi: { ...kimiRecord(lastGood, seen, true), error, attempts },
    };
  const kept = lastGood === undefined ? {} : kimiRecord(lastGood, seen, true);
  return {
    provider: 'kimi',
    source: facts.asked,
    ...nameOf(facts),
    error,
    kimi: { attempts, ...kept },
  };
}

function isYoungEnough(
  { fetchedAtMs }: UsageSnapshot,
  { nowMs, lastGoodForMs = -1 }: UsageRecordFacts,
): boolean {
  return nowMs - fetchedAtMs <= lastGoodForMs;
}

function nameOf({ account }: UsageRecordFacts): { readonly account?: string } {
  const name = cleanName(account);
  return name === undefined ? {} : { account: name };
}

/** The part of a record that CodexBar's widgets read. */
function widgetPart(
  snapshot: UsageSnapshot,
  facts: UsageRecordFacts,
): Pick<SuccessRecord, 'provider' | 'source' | 'account' | 'usage'> {
  const plan = cleanName(snapshot.plan);
  const login = plan === undefined ? {} : { loginMethod: plan };
  return {
    provider: 'kimi',
    source: sourceLabels[snapshot.source],
    ...nameOf(facts),
    usage: {
      ...rateWindows(snapshot.windows),
      identity: { providerID: 'kimi', ...login },
      ...login,
      updatedAt: formatUtc(snapshot.fetchedAtMs),
    },
  };
}

/** The record of a failure before any source was tried. */
export function failureRecord(failure: FailureFacts): FailureRecord {
  return { provider: 'kimi', source: 'auto', error: errorRecord(failure) };
}

/** The record of an invalid command line; `message` is English. */
export function argumentRecord(message: string): FailureRecord {
  const { exitCode, recordKind } = failurePolicy['invalid-arguments'];
  return { provider: 'cli', source: 'cli', error: { code: exitCode, kind: recordKind, message } };
}

/** The array that `--json` prints: one line, or indented by two spaces. */
export function usageJson(records: UsageRecords, pretty: boolean): string {
  return JSON.stringify(records, undefined, pretty ? 2 : undefined);
}

function errorRecord(failure: FailureFacts, account?: string): ErrorRecord {
  const { exitCode, recordKind } = failurePolicy[failure.kind];
  return {
    code: exitCode,
    kind: recordKind,
    message: failureText(failure, coreEn, account),
    reason: failure.kind,
  };
}

function attemptRecord({ source, outcome, reason, kind }: Attempt): AttemptRecord {
  return {
    source,
    outcome,
    reason,
    kind,
  };
}

function paces(snapshot: UsageSnapshot, nowMs: number): Pick<SuccessRecord, 'pace'> {
  const paceOfWindow = (id: string): PaceRecord | undefined => {
    const window = snapshot.windows.find((candidate) => candidate.id === id);
    return window === undefined ? undefined : paceRecord(window, kimiTime(snapshot, nowMs));
  };
  const primary = paceOfWindow('weekly');
  const secondary = paceOfWindow('session');
  if (primary === undefined && secondary === undefined) return {};
  return {
    pace: {
      primary,
      secondary,
    },
  };
}

function kimiRecord<Stale extends boolean>(
  snapshot: UsageSnapshot,
  { view, facts }: { readonly view: UsageView; readonly facts: UsageRecordFacts },
  stale: Stale,
): KimiRecord & { readonly stale: Stale } {
  const { clockOffsetMs } = snapshot;
  const { nowMs, nextRefreshAtMs } = facts;
  const plan = cleanName(snapshot.plan);
  const sourceDetail = cleanName(snapshot.sourceDetail);
  const fetchedAt = formatUtc(snapshot.fetchedAtMs);
  const nextRefreshAt = formatUtc(nextRefreshAtMs);
  return {
    windows: kimiWindows(snapshot.windows, kimiTime(snapshot, nowMs), view),
    plan,
    wallet: snapshot.wallet === undefined ? undefined : walletRecord(snapshot.wallet),
    wall: wallRecord(view),
    verdict: verdictRecord(view, facts.timeZone),
    fetchedAt,
    stale,
    ageSeconds: Math.max(0, Math.floor((nowMs - snapshot.fetchedAtMs) / 1000)),
    nextRefreshAt,
    sourceDetail,
    clockOffsetSeconds: clockOffsetMs === undefined ? undefined : Math.round(clockOffsetMs / 1000),
  };
}

function verdictRecord(view: UsageView, timeZone: string | undefined): VerdictRecord {
  const { state, window, until, backAt } = view.verdict;
  return {
    state,
    window,
    until: formatUtc(until),
    backAt: formatUtc(backAt),
    text: verdictText(view, coreEn, timeZone).whole,
  };
}

function wallRecord({ wall }: UsageView): KimiRecord['wall'] {
  const at = formatUtc(wall?.atMs);
  return wall === undefined || at === undefined ? undefined : { at, window: wall.windowId };
}

function walletRecord(wallet: Wallet): WalletRecord {
  const {
    balanceCents,
    totalCents,
    monthlyLimitEnabled,
    monthlyLimitCents,
    monthlyUsedCents,
    currency,
    monthlyUsedCurrency,
    isDisabled,
  } = wallet;
  return {
    balanceCents,
    totalCents,
    monthlyLimitEnabled,
    monthlyLimitCents,
    monthlyUsedCents,
    currency: cleanText(currency),
    monthlyUsedCurrency:
      monthlyUsedCurrency === undefined ? undefined : cleanText(monthlyUsedCurrency),
    disabled: isDisabled,
  };
}
