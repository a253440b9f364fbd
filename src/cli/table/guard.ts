import { defineCommand } from '../command-line/command.ts';
import { accountFlag, jsonFlag, timeoutFlag } from '../command-line/common-flags.ts';
import { duration, oneOf, percentage, wholeNumber } from '../command-line/value-types.ts';

export const guard = defineCommand({
  name: 'guard',
  summary: 'guard',
  flags: {
    minRemaining: { summary: 'minRemaining', value: 'percent', type: percentage, default: '10' },
    window: {
      summary: 'window',
      value: 'window',
      type: oneOf(['session', 'weekly', 'monthly', 'code-weekly', 'any']),
      default: 'any',
    },
    expectMinutes: {
      summary: 'expectMinutes',
      value: 'minutes',
      type: wholeNumber({ min: 1, max: 44_640 }),
    },
    ...accountFlag,
    ...jsonFlag,
    pretty: { summary: 'pretty' },
    ...timeoutFlag,
    failOpen: { summary: 'failOpen' },
    wait: { summary: 'wait' },
    maxWait: { summary: 'maxWait', value: 'span', type: duration, default: '6h' },
  },
  run: async (context, { minRemaining, timeout, wait, maxWait, ...values }) =>
    (await import('../commands/guard/guard.ts')).runGuard(context, {
      ...values,
      minimumPercent: minRemaining,
      timeoutMs: timeout,
      maxWaitMs: wait ? maxWait : undefined,
    }),
});
