import { defineCommand } from '../command-line/command.ts';
import { duration, filledText } from '../command-line/value-types.ts';

export const resume = defineCommand({
  name: 'resume',
  summary: 'resume',
  flags: {
    session: { summary: 'session', value: 'id', type: filledText },
    prompt: {
      summary: 'prompt',
      value: 'text',
      type: filledText,
      default: 'Continue where you were interrupted.',
    },
    maxWait: { summary: 'maxWait', value: 'span', type: duration, default: '26h' },
    dryRun: { summary: 'dryRunResume' },
  },
  run: async (context, { session, prompt, maxWait, dryRun }) =>
    (await import('../commands/resume.ts')).runResume(context, {
      session,
      prompt,
      maxWaitMs: maxWait,
      dryRun,
    }),
});
