import type { Breakdown, BreakdownKey, BreakdownRow, TokenSum } from '../../domain/breakdown.ts';
import type { BreakdownRecord, BreakdownRowRecord } from '../../domain/breakdown-record.ts';
import { rowLabel } from '../breakdown/row-label.ts';
import { cleanName } from '../words/clean-text.ts';
import { formatUtc } from '../words/time.ts';

/** A breakdown as JSON, with the keys of the contract; tokens are facts, points are estimates. */
export function breakdownRecord(breakdown: Breakdown): BreakdownRecord {
  const { sinceMs, untilMs, by, windowId, quota } = breakdown;
  return {
    provider: 'kimi',
    account: cleanName(breakdown.account),
    since: utc(sinceMs),
    until: utc(untilMs),
    by,
    window: windowId ?? null,
    tokens: tokensRecord(breakdown.tokens),
    quota: quotaRecord(quota),
    rows: breakdown.rows.map((row) => rowRecord(row, by)),
    otherProviders: breakdown.otherProviders.map(({ provider, tokens }) => ({
      provider,
      tokens: tokensRecord(tokens),
    })),
    pointPrice: breakdown.pointPrice.map(priceRecord),
    walls: breakdown.walls.map(({ at, window, sessionId, code }) => ({
      at: utc(at),
      window,
      sessionId,
      code,
    })),
    logs: breakdown.logs.map(({ agent, files, bytes, unreadableLines, certainty }) => ({
      agent,
      files,
      bytes,
      unreadableLines,
      certainty,
    })),
    logsShared: breakdown.logsShared === true ? true : undefined,
  };
}

function priceRecord(
  price: Breakdown['pointPrice'][number],
): BreakdownRecord['pointPrice'][number] {
  return {
    from: utc(price.fromMs),
    to: utc(price.toMs),
    window: price.windowId,
    model: price.model,
    tokensPerPoint: Math.round(price.tokensPerPoint),
    low: Math.round(price.low),
    high: Math.round(price.high),
  };
}

function quotaRecord(quota: Breakdown['quota']): BreakdownRecord['quota'] {
  if (quota === undefined) return null;
  const { elsewhere } = quota;
  const [usedPoints, elsewherePoints] = [rounded(quota.usedPoints), rounded(elsewhere.points)];
  return {
    usedPoints,
    // Rounded by itself, it might not add up with the others.
    explainedPoints: rounded(usedPoints - elsewherePoints),
    elsewherePoints,
    elsewhereRange: { low: rounded(elsewhere.low), high: rounded(elsewhere.high) },
    coverage: Math.round(quota.coverage * 1000) / 1000,
    elsewhere: quota.elsewhereTimes.map(({ fromMs, toMs, points }) => ({
      from: utc(fromMs),
      to: utc(toMs),
      points: rounded(points),
    })),
  };
}

function rowRecord(row: BreakdownRow, by: BreakdownKey): BreakdownRowRecord {
  const { tokens, sessions, firstAt, lastAt, quota } = row;
  return {
    key: by === 'hour' ? utc(Number(row.key)) : row.key,
    label: rowLabel(row, by),
    tokens: tokensRecord(tokens),
    sessions,
    firstAt: utc(firstAt),
    lastAt: utc(lastAt),
    quota:
      quota === undefined
        ? null
        : { points: rounded(quota.points), low: rounded(quota.low), high: rounded(quota.high) },
  };
}

function tokensRecord({ input, output, cacheRead, cacheCreation, calls }: TokenSum) {
  return { input, output, cacheRead, cacheCreation, calls };
}

/** Points to two decimals: more would look more exact than an estimate is. */
function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

function utc(atMs: number): string {
  return formatUtc(atMs) ?? '';
}
