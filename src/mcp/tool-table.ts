import { breakdownKeys } from '../domain/breakdown.ts';
import type { ArgumentRule, ArgumentRules } from './tool-arguments.ts';

export type ToolName = 'kimi_quota' | 'kimi_can_start' | 'kimi_breakdown';

/** A tool as clients list it. The texts are for models, in English. */
export type ToolDescription = {
  readonly title: string;
  readonly description: string;
  readonly arguments: ArgumentRules;
  /** Its answer, apart from errors; more keys may be added. */
  readonly answer: Readonly<Record<string, object>>;
  readonly required: readonly string[];
};

const account = {
  type: 'string',
  description: 'A named account of KimiBar; the default one if absent.',
} as const satisfies ArgumentRule;
const time = { type: 'string', description: 'UTC, YYYY-MM-DDTHH:MM:SSZ' } as const;
const windowIds = ['session', 'weekly', 'monthly'] as const;

/** The value of `like` in a call of `kimi_can_start`. */
export const lastSession = 'last session of this project';

export const toolTable: Readonly<Record<ToolName, ToolDescription>> = {
  kimi_quota: {
    title: 'Kimi quota',
    description:
      'How much of the Kimi For Coding quota is left: the verdict (lasts, short, out), and each ' +
      'window with its share left, its reset and its forecast. Read-only; costs no quota.',
    arguments: { account },
    answer: {
      verdict: { type: 'object' },
      windows: { type: 'array', items: { type: 'object' } },
      plan: { type: 'string' },
      fetchedAt: time,
      stale: { type: 'boolean' },
    },
    required: ['windows', 'stale'],
  },
  kimi_can_start: {
    title: 'Can this task start?',
    description:
      'Ask this before long or unattended work, such as a refactoring, a test loop or several ' +
      'sub-agents: is enough Kimi quota left for it? Answers yes, no or unknown, with the reason, ' +
      'when the quota is expected to run out (until) and when it is back (backAt). ' +
      'Read-only; costs no quota.',
    arguments: {
      minutes: {
        type: 'number',
        minimum: 0,
        maximum: 44_640,
        description: 'How many minutes the task will take.',
      },
      points: {
        type: 'number',
        minimum: 0,
        maximum: 100,
        description: 'How many percentage points of the tightest window the task will take.',
      },
      like: {
        type: 'string',
        enum: [lastSession],
        description: 'Estimates the task by what the last session in this folder took.',
      },
      account,
    },
    answer: {
      answer: { type: 'string', enum: ['yes', 'no', 'unknown'] },
      reason: { type: 'string' },
      until: time,
      backAt: time,
    },
    required: ['answer', 'reason'],
  },
  kimi_breakdown: {
    title: 'Where the Kimi quota went',
    description:
      'Tokens and estimated percentage points by project, session, model, agent, origin or time, ' +
      "from this machine's agent logs. Points are estimates with a range. Read-only.",
    arguments: {
      by: { type: 'string', enum: breakdownKeys, description: 'Default: project.' },
      since: {
        type: 'string',
        pattern: '^(\\d{1,5}[mhdwMHDW]|\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+(Z|[+-][\\d:]+)?)?)$',
        description: '24h, 7d, 30d, or a date such as 2026-01-31; default: this window.',
      },
      window: { type: 'string', enum: windowIds, description: 'Default: the longest.' },
      limit: { type: 'number', minimum: 1, maximum: 200, description: 'Default: 20 rows.' },
      account,
    },
    answer: { by: { type: 'string' }, rows: { type: 'array', items: { type: 'object' } } },
    required: ['by', 'rows'],
  },
};

export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(toolTable, name);
}
