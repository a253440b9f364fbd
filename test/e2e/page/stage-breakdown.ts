import type { BreakdownRecord, BreakdownRowRecord } from '../../../src/domain/breakdown-record.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Part = readonly [key: string, label: string, points: number, sessions: number];

const projects: readonly Part[] = [
  ['/home/anna/work/billing-service', 'billing-service', 13.2, 14],
  ['/home/anna/work/atlas', 'atlas', 4.6, 6],
  ['/home/anna/notes', 'notes', 2.1, 9],
  ['/tmp/spike', 'spike', 0.4, 1],
];
const sessions: readonly Part[] = [
  ['session_a1', 'Move invoices to the new tax rules', 7.9, 1],
  ['session_b2', 'Why does the nightly export time out', 3.6, 1],
  ['session_c3', 'c3d4e5f6', 1.7, 1],
];
const agents: readonly Part[] = [
  ['main', 'main', 5.1, 1],
  ['explore', 'explore', 2.8, 1],
];
const models: readonly Part[] = [
  ['kimi-k2-turbo', 'kimi-k2-turbo', 15.8, 21],
  ['kimi-k2-thinking', 'kimi-k2-thinking', 4.5, 6],
];

/** Where a week of work went, with a second machine that no log explains. */
export function stageBreakdown(nowMs: number, query: URLSearchParams): BreakdownRecord {
  const by = query.get('by') ?? 'project';
  const sinceMs = nowMs - 4 * dayMs + 2 * hourMs;
  const parts = { session: sessions, agent: agents, model: models }[by] ?? projects;
  const rows = by === 'hour' ? hourRows(sinceMs, nowMs) : parts.map((part) => rowOf(part, nowMs));
  return {
    provider: 'kimi',
    since: utc(sinceMs),
    until: utc(nowMs),
    by: by as BreakdownRecord['by'],
    window: 'weekly',
    tokens: tokens(61_000_000),
    quota: {
      usedPoints: 25.6,
      explainedPoints: 20.3,
      elsewherePoints: 5.3,
      elsewhereRange: { low: 3.9, high: 7.6 },
      coverage: 0.93,
      elsewhere: [
        { from: utc(nowMs - 2 * dayMs), to: utc(nowMs - 2 * dayMs + hourMs), points: 2.4 },
        { from: utc(nowMs - dayMs), to: utc(nowMs - dayMs + hourMs), points: 2.9 },
      ],
    },
    rows,
    otherProviders: [],
    pointPrice: [],
    walls: [],
    logs: [],
  };
}

function rowOf([key, label, points, count]: Part, nowMs: number): BreakdownRowRecord {
  return {
    key,
    label,
    tokens: tokens(points * 2_900_000),
    sessions: count,
    firstAt: utc(nowMs - 3 * dayMs),
    lastAt: utc(nowMs - hourMs),
    quota: { points, low: points * 0.88, high: points * 1.13 },
  };
}

function hourRows(sinceMs: number, nowMs: number): readonly BreakdownRowRecord[] {
  const hours = Array.from({ length: Math.floor((nowMs - sinceMs) / hourMs) }, (_, index) => {
    const atMs = Math.floor(sinceMs / hourMs) * hourMs + (index + 1) * hourMs;
    const hour = Math.round((nowMs - atMs) / hourMs) % 24;
    return [utc(atMs), '', hour < 10 ? 0.3 + ((index * 7) % 5) * 0.15 : 0, 1] as const;
  });
  return hours.filter(([, , points]) => points > 0).map((part) => rowOf(part, nowMs));
}

function tokens(total: number): BreakdownRecord['tokens'] {
  const input = Math.round(total * 0.1);
  const output = Math.round(total * 0.02);
  return {
    input,
    output,
    cacheRead: Math.round(total) - input - output,
    cacheCreation: 0,
    calls: 90,
  };
}

function utc(ms: number): string {
  return new Date(ms).toISOString();
}
