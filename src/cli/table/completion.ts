import { defineCommand, type Command } from '../command-line/command.ts';
import { oneOf, text } from '../command-line/value-types.ts';

export const completion = defineCommand({
  name: 'completion',
  mayLackConfig: true,
  summary: 'completion',
  arguments: { shell: { summary: 'shell', type: oneOf(['bash', 'zsh', 'fish', 'powershell']) } },
  run: async (context, { shell }) =>
    (await import('../commands/completion/completion.ts')).runCompletion(context, shell),
});

/**
 * `complete -- WORDS`, which the scripts run at every press of the key. `program` gives the whole
 * table.
 */
export function completeCommand(program: () => Command) {
  return defineCommand({
    name: 'complete',
    isHidden: true,
    mayLackConfig: true,
    arguments: { words: { summary: 'command', type: text, rest: true } },
    run: async (context, { words }) =>
      (await import('../commands/completion/completion.ts')).runComplete(context, words, program()),
  });
}
