import { leftNumber, type Look } from './status-text.ts';
import type { QuotaWindow, UsageRecord } from './usage-record.ts';

/**
 * The tooltip as Markdown: the verdict, a table of the quotas, and two commands. Text that came
 * from Kimi is escaped.
 */
export function tooltip(usage: UsageRecord, look: Look): string {
  const { t, clock } = look;
  const head = [t('Quota'), t('Left'), t('Resets'), t('At reset')];
  const rows = usage.windows.map((window) => row(window, look));
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const { verdict, plan, fetchedAt } = usage;
  const title = ['Kimi Code', plan].filter((part) => part !== undefined).map(escaped);
  const age = fetchedAt === undefined ? [] : [t('As of {0}', clock(fetchedAt))];
  const links = [
    `[${t('Open page')}](command:kimibar.openPage)`,
    `[${t('Refresh')}](command:kimibar.refresh)`,
  ];
  return [
    `**${title.join(' · ')}**`,
    ...(verdict.text === undefined ? [] : [escaped(verdict.text)]),
    ...(rows.length === 0 ? [] : [table.join('\n')]),
    [...age, ...links].join(' · '),
  ].join('\n\n');
}

function row(window: QuotaWindow, { t, clock }: Look): readonly string[] {
  const { id, label, remaining, limit, unit, resetsAt, reliable, usedAtReset } = window;
  const names: Readonly<Record<string, string>> = {
    session: '5-hour',
    weekly: 'Weekly',
    monthly: 'Monthly',
  };
  const isCount = unit === 'requests' && remaining !== undefined && limit !== undefined;
  const count = isCount ? ` (${t('{0} of {1} left', remaining, limit)})` : '';
  const name = names[id];
  return [
    name === undefined ? escaped(label) : t(name),
    reliable ? `${leftNumber(window.remainingPercent)}%${count}` : '–',
    resetsAt === undefined ? '–' : clock(resetsAt),
    usedAtReset === undefined ? '–' : t('{0}% used', Math.round(usedAtReset)),
  ];
}

function escaped(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, ' ').replaceAll(/[\\`*_{}[\]()#+\-.!|<>&$~]/g, '\\$&');
}
