import { isWindowId, type WindowId } from '../../domain/quota-window.ts';
import type { HistoryOptions } from '../commands/history.ts';
import { defineCommand } from '../command-line/command.ts';
import { accountFlags } from '../command-line/common-flags.ts';
import type { ValueType } from '../command-line/flag.ts';
import { oneOf } from '../command-line/value-types.ts';

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `24h`, `7d`, or an ISO date or time. A date begins at midnight, local time. */
const since: ValueType<HistoryOptions['since']> = {
  parse(typed) {
    const value = typed.trim();
    const [, digits, unit = ''] = /^(\d{1,5})([mhdw])$/i.exec(value) ?? [];
    const backMs = Number(digits) * (unitMs[unit.toLowerCase()] ?? Number.NaN);
    if (backMs > 0) return { backMs };
    const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i.test(value);
    const hasTime = value.toUpperCase().includes('T');
    const atMs = isIso ? Date.parse(hasTime ? value : `${value}T00:00`) : Number.NaN;
    return Number.isFinite(atMs) ? { atMs } : undefined;
  },
  // Forms without words: the complaint is recorded in English.
  allowed: () => '24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z',
};

const windowId: ValueType<WindowId> = {
  choices: ['session', 'weekly', 'monthly', 'code-weekly'],
  parse: (typed) => (isWindowId(typed) ? typed : undefined),
  allowed: () => 'session, weekly, monthly, code-weekly, rate-1440',
};

export const history = defineCommand({
  name: 'history',
  summary: 'history',
  flags: {
    since: { summary: 'since', value: 'time', type: since, default: '24h' },
    format: {
      summary: 'format',
      value: 'format',
      type: oneOf(['text', 'json', 'csv']),
      default: 'text',
    },
    json: { summary: 'json' },
    pretty: { summary: 'pretty' },
    window: { summary: 'onlyWindow', value: 'window', type: windowId },
    ...accountFlags,
  },
  run: async (context, { since: from, format, json, pretty, window, account, allAccounts }) =>
    (await import('../commands/history.ts')).runHistory(context, {
      since: from,
      format: json ? 'json' : format,
      pretty,
      windowId: window,
      account,
      allAccounts,
    }),
});
