import type { HistorySample, HistorySeries } from '../../domain/history.ts';
import { cleanName } from '../words/clean-text.ts';
import { formatUtc } from '../words/time.ts';
import { jsonPercent } from './json-number.ts';

export type HistoryFacts = {
  readonly account?: string | undefined;
  readonly sinceMs: number;
  readonly untilMs: number;
};

export type HistorySampleRecord = {
  readonly at: string;
  readonly usedPercent: number;
  readonly remainingPercent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly resetsAt?: string | undefined;
};

export type HistoryRecord = {
  readonly provider: 'kimi';
  readonly account?: string | undefined;
  readonly since: string;
  readonly until: string;
  readonly windows: readonly {
    readonly id: string;
    readonly label?: string | undefined;
    readonly windowMinutes: number | null;
    readonly resets: readonly string[];
    readonly samples: readonly HistorySampleRecord[];
  }[];
};

/**
 * The history as JSON: `{provider, account?, since, until, windows: [{id, label?, windowMinutes,
 * resets: [time], samples: [{at, usedPercent, remainingPercent, used?, limit?, resetsAt?}]}]}`.
 * Times are whole UTC seconds, percentages 0..100, empty windows are omitted, samples and resets
 * are in order of time. A sample is valid until the next one, but for an hour at most, because
 * unchanged usage is recorded every half hour.
 */
export function historyRecord(
  series: readonly HistorySeries[],
  { account, sinceMs, untilMs }: HistoryFacts,
): HistoryRecord {
  const name = cleanName(account);
  return {
    provider: 'kimi',
    account: name,
    since: formatUtc(sinceMs) ?? '',
    until: formatUtc(untilMs) ?? '',
    windows: series
      .filter(({ samples, resetsAtMs }) => samples.length + resetsAtMs.length > 0)
      .map(windowRecord),
  };
}

function windowRecord({
  windowId,
  label,
  lengthMinutes,
  samples,
  resetsAtMs,
}: HistorySeries): HistoryRecord['windows'][number] {
  const shown = cleanName(label);
  return {
    id: windowId,
    label: shown,
    windowMinutes: lengthMinutes ?? null,
    resets: resetsAtMs.map(formatUtc).filter((time) => time !== undefined),
    samples: samples.map(sampleRecord),
  };
}

function sampleRecord({
  atMs,
  usedPercent,
  used,
  limit,
  resetsAtMs,
}: HistorySample): HistorySampleRecord {
  const resetsAt = formatUtc(resetsAtMs);
  return {
    at: formatUtc(atMs) ?? '',
    usedPercent: jsonPercent(usedPercent),
    remainingPercent: jsonPercent(100 - usedPercent),
    used,
    limit,
    resetsAt,
  };
}
