import { Failure, failurePolicy } from '../domain/failure.ts';
import { hideSecrets } from '../domain/hide-secrets.ts';
import { stackOf } from '../host/log.ts';
import { failureText } from '../present/failure-text.ts';
import { en } from '../present/messages/en.ts';
import type { Messages } from '../present/messages/en.ts';
import { argumentRecord, usageJson, usageRecord } from '../present/json/usage-json.ts';
import type { Terminal } from './command-context.ts';

/** Sysexits' EX_SOFTWARE: an internal error. */
const bugExitCode = 70;

/**
 * The last stop of everything thrown: says it on stderr in one line, as a record on stdout too where JSON was asked for,
 * and gives the exit code. What is no `Failure` is a bug: its stack shows only with `-v`.
 */
export function reportTrouble(
  error: unknown,
  {
    argv,
    messages,
    terminal,
    nowMs,
  }: { argv: readonly string[]; messages: Messages; terminal: Terminal; nowMs: number },
): number {
  if (!(error instanceof Failure)) {
    terminal.err(messages.arguments.internalError);
    if (argv.includes('-v') || argv.includes('--verbose'))
      terminal.err(hideSecrets(stackOf(error)));
    return bugExitCode;
  }
  if (error.kind === 'cancelled') return failurePolicy.cancelled.exitCode;
  if (wantsJson(argv)) {
    const record =
      error.kind === 'invalid-arguments'
        ? argumentRecord(hideSecrets(englishLine(error)))
        : usageRecord({ kind: 'failed', failure: error, attempts: [] }, { nowMs, asked: 'auto' });
    terminal.out(usageJson([record], argv.includes('--pretty')));
  }
  // What was typed in a wrong place may be a key.
  terminal.err(hideSecrets(failureText(error, messages)));
  return failurePolicy[error.kind].exitCode;
}

/** Complaints about arguments are made where the arguments are read and carry their English line as message. */
function englishLine(error: Failure): string {
  return error.detail?.code === 'argument' ? error.message : failureText(error, en);
}

/** Arguments that could not be parsed still say which format was hoped for. */
function wantsJson(argv: readonly string[]): boolean {
  const at = argv.indexOf('--format');
  return (
    ['--json', '--json-only', '--format=json'].some((flag) => argv.includes(flag)) ||
    (at >= 0 && argv[at + 1] === 'json')
  );
}
