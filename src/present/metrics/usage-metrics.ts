import { kimiTime } from '../../domain/clock-offset.ts';
import { forecastUsage } from '../../domain/forecast/forecast-windows.ts';
import type { TokenTotal } from '../../domain/ledger.ts';
import { mainAccountName } from '../../domain/main-account.ts';
import type { QuotaWindow } from '../../domain/quota-window.ts';
import type { UsageSnapshot } from '../../domain/usage-snapshot.ts';
import type { AccountState } from '../../domain/usage-state.ts';
import { distinctSamples, type Metric, type MetricLabels, type MetricSample } from './metric.ts';
import { tokenSamples } from './token-samples.ts';

/** How accounts are labelled. */
export type AccountNames = {
  /** Whether the user allows their names. */
  readonly metricsAccountNames: boolean;
  readonly accounts: readonly { readonly name: string; readonly number: number }[];
};

/** Everything that metrics are made from. */
export type MetricFacts = {
  readonly nowMs: number;
  readonly accounts: readonly AccountState[];
  readonly names: AccountNames;
  /** Failures since `startedAtMs`, by kind. */
  readonly failed: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  readonly tokens: readonly TokenTotal[];
  /** Whether projects are named. */
  readonly withProjects: boolean;
  /** Labels of every series. */
  readonly host?: string | undefined;
  readonly team?: string | undefined;
};

/**
 * More than any plan or settings file has: a faulty service must not flood a monitoring system with
 * series.
 */
const maxWindows = 16;
const maxAccounts = 1000;

type Known = {
  readonly account: string;
  readonly snapshot: UsageSnapshot;
  readonly outcome: AccountState['outcome'];
  /** By Kimi's clock, as resets are. */
  readonly kimiNowMs: number;
};

/**
 * Every series that leaves this computer, for `/metrics` and the OTLP export. Accounts are labelled
 * by their number, which stays the same when others are added, `0` for the main one; by name only
 * if the user allows it. Unknown figures have no sample, since absent is not zero.
 */
export function usageMetrics(facts: MetricFacts): readonly Metric[] {
  const own = { host: facts.host, team: facts.team };
  const withOwn = (samples: readonly MetricSample[]) =>
    distinctSamples(samples.map(({ labels, value }) => ({ labels: { ...labels, ...own }, value })));
  const all = [...quotaMetrics(facts), ...accountMetrics(facts), ...countMetrics(facts)];
  return all.map((metric) => Object.assign(metric, { samples: withOwn(metric.samples) }));
}

/** The label of an account. One that was just removed has no number any more. */
function accountLabels({
  metricsAccountNames,
  accounts,
}: AccountNames): (account: string | undefined) => string {
  if (metricsAccountNames) return (account) => account ?? mainAccountName;
  const numbers = new Map(accounts.map(({ name, number }) => [name, number]));
  return (account) => (account === undefined ? '0' : String(numbers.get(account) ?? 'removed'));
}

/** The accounts with usage to report, fresh or not, with their labels. */
export function knownAccounts({
  nowMs,
  accounts,
  names,
}: Pick<MetricFacts, 'nowMs' | 'accounts' | 'names'>): Known[] {
  const labelOf = accountLabels(names);
  return accounts.slice(0, maxAccounts).flatMap(({ account, outcome }): Known[] => {
    const snapshot = outcome?.kind === 'fresh' ? outcome.snapshot : outcome?.lastGood;
    if (snapshot === undefined) return [];
    const kimiNowMs = kimiTime(snapshot, nowMs);
    return [{ account: labelOf(account), snapshot, outcome, kimiNowMs }];
  });
}

/** One gauge of each window. */
export function windowGauge(
  known: readonly Known[],
  { name, help }: Pick<Metric, 'name' | 'help'>,
  read: (window: QuotaWindow, account: Known) => number | undefined,
): Metric {
  const samples = known.flatMap((one) =>
    one.snapshot.windows.slice(0, maxWindows).flatMap((window) => {
      const value = read(window, one);
      const labels: MetricLabels = { account: one.account, window: window.id };
      return value === undefined ? [] : [{ labels, value }];
    }),
  );
  return { name, help, type: 'gauge', samples };
}

/** Unknown from the reset until the next refresh, which may fail for days. */
export function usedRatio(
  { reliable, usedPercent, resetsAtMs = Infinity }: QuotaWindow,
  { kimiNowMs }: Pick<Known, 'kimiNowMs'>,
): number | undefined {
  return reliable && resetsAtMs > kimiNowMs ? usedPercent / 100 : undefined;
}

export function resetSeconds({ resetsAtMs }: QuotaWindow): number | undefined {
  return resetsAtMs === undefined ? undefined : resetsAtMs / 1000;
}

function quotaMetrics(facts: MetricFacts): readonly Metric[] {
  const known = knownAccounts(facts);
  const plans = new Map(known.map(({ account, snapshot }) => [account, snapshot.plan]));
  const used = {
    name: 'kimibar_quota_used_ratio',
    help: 'Share of the quota that is used, 0 to 1.',
  };
  const ratio = windowGauge(known, used, usedRatio);
  const withPlan = ratio.samples.map(({ labels, value }) => ({
    labels: { ...labels, plan: plans.get(labels['account'] ?? '') },
    value,
  }));
  const reset = {
    name: 'kimibar_quota_reset_timestamp_seconds',
    help: 'When the quota resets, Unix time.',
  };
  return [
    { ...ratio, samples: withPlan },
    windowGauge(known, reset, resetSeconds),
    forecastGauge(known),
  ];
}

/** Of fresh usage only: a forecast of old usage says nothing about now. */
function forecastGauge(known: readonly Known[]): Metric {
  const gauge = {
    name: 'kimibar_quota_runs_out_probability',
    help: 'How likely the quota runs out before its reset, 0 to 1.',
  };
  return windowGauge(known, gauge, ({ id }, { snapshot, outcome }) => {
    if (outcome?.kind !== 'fresh') return undefined;
    return forecastUsage(snapshot, outcome.learned).get(id)?.runsOutProbability;
  });
}

function accountMetrics(facts: MetricFacts): readonly Metric[] {
  const labelOf = accountLabels(facts.names);
  return [
    {
      name: 'kimibar_reading_age_seconds',
      type: 'gauge',
      help: 'How old the last good reading is.',
      samples: knownAccounts(facts).map(({ account, snapshot }) => ({
        labels: { account },
        value: Math.max(0, (facts.nowMs - snapshot.fetchedAtMs) / 1000),
      })),
    },
    {
      name: 'kimibar_up',
      type: 'gauge',
      help: '1 if the last refresh brought a reading, 0 if it failed.',
      samples: facts.accounts
        .slice(0, maxAccounts)
        .flatMap(({ account, outcome }) =>
          outcome === undefined
            ? []
            : [{ labels: { account: labelOf(account) }, value: outcome.kind === 'fresh' ? 1 : 0 }],
        ),
    },
    {
      name: 'kimibar_failing',
      type: 'gauge',
      help: '1 while refreshes fail, by failure kind.',
      samples: facts.accounts
        .slice(0, maxAccounts)
        .flatMap(({ account, outcome }) =>
          outcome?.kind !== 'failed'
            ? []
            : [{ labels: { account: labelOf(account), kind: outcome.failure.kind }, value: 1 }],
        ),
    },
  ];
}

function countMetrics({ failed, startedAtMs, tokens, withProjects }: MetricFacts): Metric[] {
  return [
    {
      name: 'kimibar_failures_total',
      type: 'counter',
      sinceMs: startedAtMs,
      help: 'Refreshes that failed, by failure kind.',
      samples: Object.entries(failed).map(([kind, value]) => ({ labels: { kind }, value })),
    },
    {
      name: 'kimibar_tokens_total',
      type: 'counter',
      // The ledger keeps counting over restarts.
      sinceMs: 0,
      help: "Tokens of Kimi's plan that agents on this computer used, from their logs.",
      samples: tokenSamples(tokens, withProjects),
    },
  ];
}
