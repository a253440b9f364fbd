import { version } from '../app/version.ts';
import { configFilePath } from '../config/config-paths.ts';
import type { Host } from '../host/host.ts';
import { createLineLog } from '../host/log.ts';
import { withHourCycle } from '../present/hour-cycle.ts';
import { loadCoreMessages, loadMessages } from '../present/load-messages.ts';
import type { Language } from '../domain/language.ts';
import type { Messages } from '../present/messages/en.ts';
import { argumentRefusal } from './argument-refusal.ts';
import { chooseHourCycle, chooseLanguage, languageFixedBy } from './choose-language.ts';
import type { CoreContext, Terminal } from './command-context.ts';
import type { Command } from './command-line/command.ts';
import { parseCommandLine, type CommandLine } from './command-line/parse.ts';
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
  const exitCode = await run(argv, environment, language);
  const { lostOutput } = terminal;
  // A server that was stopped did its work, even if its output is lost.
  if (lostOutput === undefined || signal.aborted) return exitCode;
  const { arguments: words } = await loadCoreMessages(language);
  terminal.err(words.cannotWrite(lostOutput));
  return exitCode || lostOutputExitCode;
}

async function run(
  argv: readonly string[],
  environment: Environment,
  language: Language,
): Promise<number> {
  const { host, terminal } = environment;
  const spoken = { language, languageFixedBy: languageFixedBy(argv, host.env) };
  const hourCycle = chooseHourCycle(host.env);
  try {
    // Nearly every run is a plain `usage`, which needs neither the other commands nor their texts.
    const quick = parseCommandLine(usageProgram, argv);
    if (quick.kind === 'run') {
      const messages = withHourCycle(await loadCoreMessages(language), hourCycle);
      return await runCommand(quick, { ...contextFor(environment, quick), ...spoken, messages });
    }
    const { program } = await import('./table/program.ts');
    const messages = withHourCycle(await loadMessages(language), hourCycle);
    const parsed = parseCommandLine(program, argv);
    if (parsed.kind !== 'run') return await answer(parsed, terminal, messages);
    return await runCommand(parsed, { ...contextFor(environment, parsed), ...spoken, messages });
  } catch (error) {
    const messages = await loadCoreMessages(language);
    return reportTrouble(error, { argv, messages, terminal, nowMs: host.clock.now() });
  }
}

type Runnable<Context> = Extract<CommandLine<Context>, { kind: 'run' }>;

/** They name releases themselves, or may have removed the files of this program. */
const quietCommands: ReadonlySet<string> = new Set(['upgrade', 'remember', 'uninstall']);

/** Whoever sets one of them is about to use the output in a program. */
const programFlags = ['json', 'jsonOnly', 'format'];

async function runCommand<Context extends CoreContext>(
  { command, values, given }: Runnable<Context>,
  context: Context,
): Promise<number> {
  requireConfigFile(command, context);
  const exitCode = (await command.run?.(context, values, given)) ?? 0;
  const { terminal, signal } = context;
  const isRead = terminal.interactive && terminal.isOutputShown && !signal.aborted;
  const isForPrograms = programFlags.some((flag) => given.has(flag));
  if (isRead && !isForPrograms && !quietCommands.has(command.name)) {
    const { noticeUpdate } = await import('./upgrade/notice.ts');
    await noticeUpdate(context);
  }
  return exitCode;
}

/** A mistyped path of `--config` would silently mean the defaults, and another account. */
function requireConfigFile(
  { mayLackConfig }: Pick<Command, 'mayLackConfig'>,
  context: CoreContext,
): void {
  const { configPath = '', host } = context;
  if (mayLackConfig === true || configPath.trim() === '') return;
  const path = configFilePath(host.env, host.platform, configPath);
  if (!hasText(host, path)) throw argumentRefusal(context, (words) => words.noConfigFile(path));
}

/** True for an unreadable file as well: each command reports that in its own way. */
function hasText({ files }: Host, path: string): boolean {
  try {
    return files.readText(path) !== undefined;
  } catch {
    return true;
  }
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
  { values, given }: Pick<Runnable<CoreContext>, 'values' | 'given'>,
): Omit<CoreContext, 'language' | 'messages'> {
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
