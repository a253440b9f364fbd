import type { Host } from '../host/host.ts';
import { createLineLog } from '../host/log.ts';
import { loadMessages } from '../present/load-messages.ts';
import type { CommandContext, Terminal } from './command-context.ts';
import type { Messages } from '../present/messages/en.ts';
import { chooseLanguage, languageFixedBy } from './choose-language.ts';
import { runUsage } from './commands/usage.ts';
import type { CommonOptions } from './command-line/program-tools.ts';
import type { Parsed } from './command-line/parse-arguments.ts';
import { readPlainUsage } from './command-line/plain-usage.ts';
import { reportTrouble } from './report-trouble.ts';

/** The machine and the terminal a run happens on. */
export type Rim = {
  readonly host: Host;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
};

/**
 * One run of the program: arguments without `node` and the script in, exit code out. Everything it prints goes through
 * `rim.terminal`. Never rejects: trouble of every kind, bugs included, is reported here and ends in an exit code.
 */
export async function runCli(argv: readonly string[], rim: Rim): Promise<number> {
  const language = chooseLanguage(argv, rim.host);
  const messages = await loadMessages(language);
  const fixedBy = languageFixedBy(argv, rim.host.env);
  try {
    const parsed = await parse(argv, messages);
    if (parsed.kind === 'help') {
      rim.terminal.out(parsed.text);
      return 0;
    }
    return await parsed.run({
      ...contextFrom(rim, parsed.common),
      language,
      messages,
      ...(fixedBy === undefined ? {} : { languageFixedBy: fixedBy }),
    });
  } catch (error) {
    return reportTrouble(error, {
      argv,
      messages,
      terminal: rim.terminal,
      nowMs: rim.host.clock.now(),
    });
  }
}

async function parse(argv: readonly string[], messages: Messages): Promise<Parsed> {
  const usage = readPlainUsage(argv, messages);
  if (usage !== undefined)
    return { kind: 'run', common: usage.common, run: (context) => runUsage(context, usage.wish) };
  const { parseArguments } = await import('./command-line/parse-arguments.ts');
  return parseArguments(argv, messages);
}

function contextFrom(
  { host, terminal, signal }: Rim,
  common: CommonOptions,
): Omit<CommandContext, 'language' | 'messages'> {
  const log =
    common.verbose === true
      ? createLineLog(
          (line) => terminal.err(line),
          () => host.clock.now(),
        )
      : host.log;
  return {
    host: { ...host, log },
    terminal: common.color ? terminal : plain(terminal),
    signal,
    configPath: common.config,
  };
}

/** The same terminal without colours; its width may still change, so it is asked each time. */
function plain(terminal: Terminal): Terminal {
  return Object.create(terminal, { colour: { value: 'none' } }) as Terminal;
}
