import { version } from '../app/version.ts';
import { configFilePath } from '../config/config-paths.ts';
import type { Host } from '../host/host.ts';
import { createLineLog } from '../host/log.ts';
import { withHourCycle } from '../present/hour-cycle.ts';
import { loadMessages } from '../present/load-messages.ts';
import type { Messages } from '../present/messages/en.ts';
import { chooseHourCycle, chooseLanguage, languageFixedBy } from './choose-language.ts';
import type { CommandContext, Terminal } from './command-context.ts';
import type { Command } from './command-line/command.ts';
import { parseCommandLine, type CommandLine } from './command-line/parse.ts';
import { refusal } from './refusal.ts';
import { reportTrouble } from './report-trouble.ts';
import { usageProgram } from './table/usage.ts';

const lostOutputExitCode = 1;

/** The machine and the terminal that a run uses. */
export type Environment = {
  readonly host: Host;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
};

/**
 * One run of the program: arguments without `node` and the script in, exit code out. All output
 * goes through `environment.terminal`. Never rejects: every error, bugs included, is reported here
 * and becomes an exit code.
 */
export async function runCli(argv: readonly string[], environment: Environment): Promise<number> {
  const { terminal, signal } = environment;
  const language = chooseLanguage(argv, environment.host);
  const messages = withHourCycle(
    await loadMessages(language),
    chooseHourCycle(environment.host.env),
  );
  const exitCode = await run(argv, environment, { language, messages });
  const { lostOutput } = terminal;
  // A server that was stopped did its work, even if its output is lost.
  if (lostOutput === undefined || signal.aborted) return exitCode;
  terminal.err(messages.arguments.cannotWrite(lostOutput));
  return exitCode || lostOutputExitCode;
}

async function run(
  argv: readonly string[],
  environment: Environment,
  { language, messages }: Pick<CommandContext, 'language' | 'messages'>,
): Promise<number> {
  const { host, terminal } = environment;
  const fixedBy = languageFixedBy(argv, host.env);
  try {
    const parsed = await parse(argv);
    if (parsed.kind !== 'run') return await answer(parsed, terminal, messages);
    const { command, values, given } = parsed;
    const context: CommandContext = {
      ...contextFor(environment, parsed),
      language,
      messages,
      languageFixedBy: fixedBy,
    };
    requireConfigFile(command, context);
    return (await command.run?.(context, values, given)) ?? 0;
  } catch (error) {
    return reportTrouble(error, { argv, messages, terminal, nowMs: host.clock.now() });
  }
}

/** A mistyped path of `--config` would silently mean the defaults, and another account. */
function requireConfigFile({ mayLackConfig }: Command, context: CommandContext): void {
  const { configPath = '', host } = context;
  if (mayLackConfig === true || configPath.trim() === '') return;
  const path = configFilePath(host.env, host.platform, configPath);
  if (!hasText(host, path)) throw refusal(context, (words) => words.arguments.noConfigFile(path));
}

/** True for an unreadable file as well: each command reports that in its own way. */
function hasText({ files }: Host, path: string): boolean {
  try {
    return files.readText(path) !== undefined;
  } catch {
    return true;
  }
}

/** Nearly every run is a plain `usage`, which needs neither the other commands nor help. */
async function parse(argv: readonly string[]): Promise<CommandLine> {
  const parsed = parseCommandLine(usageProgram, argv);
  if (parsed.kind === 'run') return parsed;
  const { program } = await import('./table/program.ts');
  return parseCommandLine(program, argv);
}

/** Prints help or the version. Throws if the arguments are invalid. */
async function answer(
  parsed: Exclude<CommandLine, { kind: 'run' }>,
  terminal: Terminal,
  messages: Messages,
): Promise<number> {
  if (parsed.kind === 'problem') {
    const { argumentFailure } = await import('./command-line/argument-failure.ts');
    throw argumentFailure(parsed.problem, parsed.path, messages);
  }
  if (parsed.kind === 'version') {
    const command = parsed.path.findLast(({ versionText }) => versionText !== undefined);
    terminal.out(command?.versionText ?? version);
    return 0;
  }
  const { helpText } = await import('./command-line/help.ts');
  terminal.out(helpText(parsed.path, { messages, width: terminal.width }));
  return 0;
}

function contextFor(
  { host, terminal, signal }: Environment,
  { values, given }: Extract<CommandLine, { kind: 'run' }>,
): Omit<CommandContext, 'language' | 'messages'> {
  // With --json-only nothing but errors goes to stderr, -v or not.
  const log =
    values.verbose && !given.has('jsonOnly')
      ? createLineLog(
          (line) => terminal.err(line),
          () => host.clock.now(),
        )
      : host.log;
  // Also answers those who take `-v` for the version.
  log.debug('KimiBar', { version });
  return {
    host: { ...host, log },
    terminal: values.color ? terminal : plain(terminal),
    signal,
    configPath: values.config,
  };
}

/** The same terminal without colours. A wrapper, since the width can change at any time. */
function plain(terminal: Terminal): Terminal {
  return Object.create(terminal, { colour: { value: 'none' } }) as Terminal;
}
