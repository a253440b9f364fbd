import type { Attempt } from '../../domain/attempt.ts';
import { failurePolicy, type FailureFacts } from '../../domain/failure.ts';
import type { SourceChoice, UsageOutcome, UsageSnapshot, UsageSource } from '../../domain/usage-snapshot.ts';
import { cleanName, cleanText } from '../words/clean-text.ts';
import { failureText } from '../failure-text.ts';
import { kimiWindows, type KimiWindow } from './json-kimi-window.ts';
import { paceRecord, type PaceRecord } from './json-pace.ts';
import { rateWindows, type RateWindows } from './json-rate-windows.ts';
import { en } from '../messages/en.ts';
import { formatUtc } from '../words/utc-time.ts';

export type UsageRecordFacts = {
  readonly nowMs: number;
  readonly account?: string;
  readonly nextRefreshAtMs?: number;
  /** The source asked for: a failure record names it, since none answered. */
  readonly asked: SourceChoice;
};

type AttemptRecord = Pick<Attempt, 'source' | 'outcome' | 'reason' | 'kind'>;

export type KimiRecord = {
  readonly windows: readonly KimiWindow[];
  readonly plan?: string;
  readonly wallet?: UsageSnapshot['wallet'];
  readonly fetchedAt?: string;
  readonly stale: boolean;
  readonly ageSeconds: number;
  readonly nextRefreshAt?: string;
  readonly sourceDetail?: string;
};

type ErrorRecord = { readonly code: number; readonly kind: string; readonly message: string; readonly reason?: string };

export type SuccessRecord = {
  readonly provider: 'kimi';
  readonly source: string;
  readonly account?: string;
  readonly usage: RateWindows & {
    readonly identity: { readonly providerID: 'kimi'; readonly loginMethod?: string };
    readonly loginMethod?: string;
    readonly updatedAt?: string;
  };
  readonly pace?: { readonly primary?: PaceRecord; readonly secondary?: PaceRecord };
  readonly kimi: KimiRecord & { readonly attempts: readonly AttemptRecord[] };
};

export type FailureRecord = {
  readonly provider: 'kimi' | 'cli';
  readonly source: string;
  readonly account?: string;
  readonly error: ErrorRecord;
  readonly kimi?: { readonly attempts: readonly AttemptRecord[] } & Partial<KimiRecord>;
};

export type UsageRecord = SuccessRecord | FailureRecord;

/** English labels that scripts know; the catalogue's words may change, these may not. */
const sourceLabels: Record<UsageSource, string> = { 'api-key': 'Kimi Code API key', cli: 'Kimi Code CLI', web: 'Kimi web cookie' };

/** One record of the published JSON: keys and their order, whole UTC seconds, English. Absent facts have no key. */
export function usageRecord(outcome: UsageOutcome, facts: UsageRecordFacts): UsageRecord {
  const attempts = outcome.attempts.map(attemptRecord);
  const account = cleanName(facts.account);
  const named = account === undefined ? {} : { account };
  if (outcome.kind === 'failed') {
    const kept = outcome.lastGood === undefined ? {} : kimiRecord(outcome.lastGood, facts, true);
    return { provider: 'kimi', source: facts.asked, ...named, error: errorRecord(outcome.failure), kimi: { attempts, ...kept } };
  }
  const { snapshot } = outcome;
  const plan = cleanName(snapshot.plan);
  const login = plan === undefined ? {} : { loginMethod: plan };
  const updatedAt = formatUtc(snapshot.fetchedAtMs);
  return {
    provider: 'kimi',
    source: sourceLabels[snapshot.source],
    ...named,
    usage: {
      ...rateWindows(snapshot.windows),
      identity: { providerID: 'kimi', ...login },
      ...login,
      ...(updatedAt === undefined ? {} : { updatedAt }),
    },
    ...paces(snapshot, facts.nowMs),
    kimi: { ...kimiRecord(snapshot, facts, false), attempts },
  };
}

/** The record of a failure that came before any source could be asked. */
export function failureRecord(failure: FailureFacts): FailureRecord {
  return { provider: 'kimi', source: 'auto', error: errorRecord(failure) };
}

/** The record of a command line that could not be understood; `message` is English. */
export function argumentRecord(message: string): FailureRecord {
  const { exitCode, recordKind } = failurePolicy['invalid-arguments'];
  return { provider: 'cli', source: 'cli', error: { code: exitCode, kind: recordKind, message } };
}

/** The records as the array that `--json` prints: one line, or indented by two blanks. */
export function usageJson(records: readonly UsageRecord[], pretty: boolean): string {
  return JSON.stringify(records, undefined, pretty ? 2 : undefined);
}

function errorRecord(failure: FailureFacts): ErrorRecord {
  const { exitCode, recordKind } = failurePolicy[failure.kind];
  return { code: exitCode, kind: recordKind, message: failureText(failure, en), reason: failure.kind };
}

function attemptRecord({ source, outcome, reason, kind }: Attempt): AttemptRecord {
  return { source, outcome, ...(reason === undefined ? {} : { reason }), ...(kind === undefined ? {} : { kind }) };
}

function paces(snapshot: UsageSnapshot, nowMs: number): Pick<SuccessRecord, 'pace'> {
  const paceOfWindow = (id: string): PaceRecord | undefined => {
    const window = snapshot.windows.find((candidate) => candidate.id === id);
    return window === undefined ? undefined : paceRecord(window, nowMs);
  };
  const primary = paceOfWindow('weekly');
  const secondary = paceOfWindow('session');
  if (primary === undefined && secondary === undefined) return {};
  return { pace: { ...(primary === undefined ? {} : { primary }), ...(secondary === undefined ? {} : { secondary }) } };
}

function kimiRecord(snapshot: UsageSnapshot, { nowMs, nextRefreshAtMs }: UsageRecordFacts, stale: boolean): KimiRecord {
  const plan = cleanName(snapshot.plan);
  const sourceDetail = cleanName(snapshot.sourceDetail);
  const fetchedAt = formatUtc(snapshot.fetchedAtMs);
  const nextRefreshAt = formatUtc(nextRefreshAtMs);
  return {
    windows: kimiWindows(snapshot.windows, nowMs, stale),
    ...(plan === undefined ? {} : { plan }),
    ...(snapshot.wallet === undefined ? {} : { wallet: walletRecord(snapshot.wallet) }),
    ...(fetchedAt === undefined ? {} : { fetchedAt }),
    stale,
    ageSeconds: Math.max(0, Math.floor((nowMs - snapshot.fetchedAtMs) / 1000)),
    ...(nextRefreshAt === undefined ? {} : { nextRefreshAt }),
    ...(sourceDetail === undefined ? {} : { sourceDetail }),
  };
}

function walletRecord(wallet: NonNullable<UsageSnapshot['wallet']>): NonNullable<UsageSnapshot['wallet']> {
  const { balanceCents, totalCents, monthlyLimitEnabled, monthlyLimitCents, monthlyUsedCents, currency } = wallet;
  return { balanceCents, totalCents, monthlyLimitEnabled, monthlyLimitCents, monthlyUsedCents, currency: cleanText(currency) };
}
