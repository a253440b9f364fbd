import { formatAge, formatUtc } from '../words/time.ts';
import { windowLabel } from '../words/windows.ts';
import { shareNumber } from '../words/shares.ts';
import { statusLine, tightReset, type StatusWords } from './status-line.ts';
import { stillHolds } from '../tightest-row.ts';
import { statusClass, type StatusView } from './status-view.ts';
import type { UsageRow } from '../usage-view.ts';

type UsageStatus = Extract<StatusView, { kind: 'usage' }>;

const windowNames = ['session', 'weekly', 'monthly', 'code-weekly', 'tightest'] as const;

/** What can be said of a window: percent without its sign, the time until its reset, that moment in UTC, its name. */
const windowFields: Readonly<
  Record<string, (row: UsageRow, words: StatusWords) => string | undefined>
> = {
  left: (row) => (stillHolds(row) ? shareNumber(row.leftPercent, 'left') : undefined),
  used: (row) => (stillHolds(row) ? shareNumber(row.usedPercent, 'used') : undefined),
  resetsIn: tightReset,
  resetsAt: (row) => formatUtc(row.resets?.atMs),
  name: windowLabel,
};

/** What can be said of the reading: its plan, its age, `⚠` where it is stale, its state in a word, the line as it is by default. */
const usageFields: Readonly<
  Record<string, (view: UsageStatus, words: StatusWords) => string | undefined>
> = {
  plan: (view) => view.plan,
  age: (view, words) => formatAge(view.ageMs, words),
  stale: (view) => (view.stale ? '⚠' : ''),
  state: (view) => statusClass(view),
  line: (view, words) => statusLine(view, words),
};

/** Every field that a template may name. */
export const statusFields: readonly string[] = [
  ...windowNames.flatMap((window) =>
    Object.keys(windowFields).map((field) => `${window}.${field}`),
  ),
  ...Object.keys(usageFields),
];

const field = /\{([^{}]*)\}/g;

/** The fields a template names that there are not. */
export function unknownFields(template: string): readonly string[] {
  return [...template.matchAll(field)]
    .map(([, name = '']) => name)
    .filter((name) => !statusFields.includes(name));
}

/**
 * A person's own line: `{session.left}% {weekly.left}%` with the fields filled in. What is not known of a reading shows as
 * `–`, a field that there is not as `?`. A stale reading is marked in front unless the template does so itself.
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
