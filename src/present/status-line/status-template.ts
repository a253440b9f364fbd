import { formatAge, formatUtc } from '../words/time.ts';
import { windowLabel } from '../words/windows.ts';
import { shareNumber } from '../words/shares.ts';
import { statusLine, tightReset, type StatusWords } from './status-line.ts';
import { stillHolds } from '../tightest-row.ts';
import { statusClass, type StatusView } from './status-view.ts';
import type { UsageRow } from '../usage-view.ts';

type UsageStatus = Extract<StatusView, { kind: 'usage' }>;

const windowNames = ['session', 'weekly', 'monthly', 'code-weekly', 'tightest'] as const;

/**
 * Fields of a window: percents without their sign, time until the reset, the reset in UTC, the
 * name.
 */
const windowFields: Readonly<
  Record<string, (row: UsageRow, words: StatusWords) => string | undefined>
> = {
  left: (row) => (stillHolds(row) ? shareNumber(row.leftPercent, 'left') : undefined),
  used: (row) => (stillHolds(row) ? shareNumber(row.usedPercent, 'used') : undefined),
  resetsIn: tightReset,
  resetsAt: (row) => formatUtc(row.resets?.atMs),
  name: windowLabel,
};

/** Fields of the usage: plan, age, `⚠` if stale, state, the default line. */
const usageFields: Readonly<
  Record<string, (view: UsageStatus, words: StatusWords) => string | undefined>
> = {
  plan: (view) => view.plan,
  age: (view, words) => formatAge(view.ageMs, words),
  stale: (view) => (view.stale ? '⚠' : ''),
  state: (view) => statusClass(view),
  line: (view, words) => statusLine(view, words),
};

/** Every field that a template may contain. */
export const statusFields: readonly string[] = [
  ...windowNames.flatMap((window) =>
    Object.keys(windowFields).map((field) => `${window}.${field}`),
  ),
  ...Object.keys(usageFields),
];

const field = /\{([^{}]*)\}/g;

/** Fields in a template that do not exist. */
export function unknownFields(template: string): readonly string[] {
  return [...template.matchAll(field)]
    .map(([, name = '']) => name)
    .filter((name) => !statusFields.includes(name));
}

/**
 * Fills in a custom template such as `{session.left}% {weekly.left}%`. Unknown values become `–`,
 * fields that do not exist `?`. Stale usage is marked at the start, unless the template has its own
 * mark.
 */
export function fillTemplate(template: string, view: UsageStatus, words: StatusWords): string {
  const line = template.replace(field, (_, name: string) =>
    statusFields.includes(name) ? (fieldText(name, view, words) ?? '–') : '?',
  );
  const marksItself = /\{(stale|state|age|line)\}/.test(template);
  return view.stale && !marksItself ? `⚠ ${line}` : line;
}

function fieldText(name: string, view: UsageStatus, words: StatusWords): string | undefined {
  const [window = '', part = ''] = name.split('.');
  if (part === '') return usageFields[name]?.(view, words);
  const row = window === 'tightest' ? view.tightest : view.rows.find(({ id }) => id === window);
  return row === undefined ? undefined : windowFields[part]?.(row, words);
}
