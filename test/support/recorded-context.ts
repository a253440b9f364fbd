import type { CommandContext } from '../../src/cli/command-context.ts';
import type { Env } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { Language } from '../../src/domain/language.ts';
import { messagesIn } from '../../src/present/messages.ts';

export type RecordedContext = {
  readonly ctx: CommandContext;
  readonly stdout: () => string;
  readonly stderr: () => string;
};

/**
 * A command's context on the real disk with its own home. It records output, and answers prompts.
 */
export function recordedContext(
  home: string,
  answers: {
    env?: Env | undefined;
    stdin?: string | undefined;
    typed?: string | undefined;
    interactive?: boolean | undefined;
    isOutputShown?: boolean | undefined;
    language?: Language | undefined;
    configPath?: string | undefined;
  } = {},
): RecordedContext {
  const said = { out: '', err: '' };
  const language = answers.language ?? 'en';
  const ctx: CommandContext = {
    host: createNodeHost({ env: { HOME: home, USERPROFILE: home, ...answers.env } }),
    terminal: {
      out: (text) => void (said.out += withNewline(text)),
      err: (text) => void (said.err += withNewline(text)),
      width: 80,
      colour: 'none',
      unicode: true,
      interactive: answers.interactive ?? false,
      isOutputShown: answers.isOutputShown ?? false,
      readStdin: async () => answers.stdin ?? '',
      askHidden: async (question) => {
        said.err += question;
        return answers.typed;
      },
    },
    language,
    messages: messagesIn(language),
    signal: new AbortController().signal,
    configPath: answers.configPath,
  };
  return { ctx, stdout: () => said.out, stderr: () => said.err };
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
