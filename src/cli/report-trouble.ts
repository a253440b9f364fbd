import { Failure, failurePolicy } from '../domain/failure.ts';
import { hideSecrets } from '../domain/hide-secrets.ts';
import { systemReason } from '../config/read-config-text.ts';
import { stackOf } from '../host/log.ts';
import { systemCode } from '../host/system-error.ts';
import { failureText } from '../present/failure-text.ts';
import { argumentRecord, usageJson, usageRecord } from '../present/json/usage-json.ts';
import { coreEn, type CoreMessages } from '../present/messages/en/core.ts';
import { cleanText } from '../present/words/clean-text.ts';
import type { Terminal } from './command-context.ts';
import { commonFlags } from './command-line/common-flags.ts';
import { peekSwitch, peekValue } from './command-line/look-ahead.ts';
import { usageFlags } from './table/usage.ts';

/** EX_SOFTWARE of sysexits.h: an internal error. */
const bugExitCode = 70;
export const machineExitCode = 1;

/** Permissions, full disks, and limits: nothing that a change of KimiBar could repair. */
const machineCodes: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'EPERM',
  'EROFS',
]);

/**
 * Reports whatever was thrown: in one line on stderr and, if JSON was requested, as a record on
 * stdout. Returns the exit code. Anything but a `Failure` is a bug, whose stack is shown with `-v`
 * only.
 */
export function reportTrouble(
  error: unknown,
  {
    argv,
    messages,
    terminal,
    nowMs,
  }: { argv: readonly string[]; messages: CoreMessages; terminal: Terminal; nowMs: number },
): number {
  if (!(error instanceof Failure)) {
    const refused = machineTrouble(error, messages);
    if (refused !== undefined) {
      terminal.err(hideSecrets(refused));
      return machineExitCode;
    }
    terminal.err(messages.arguments.internalError);
    if (peekSwitch(argv, commonFlags, 'verbose')) terminal.err(hideSecrets(stackOf(error)));
    return bugExitCode;
  }
  if (error.kind === 'cancelled') return failurePolicy.cancelled.exitCode;
  if (wantsJson(argv)) {
    const record =
      error.kind === 'invalid-arguments'
        ? argumentRecord(hideSecrets(englishLine(error)))
        : usageRecord({ kind: 'failed', failure: error, attempts: [] }, { nowMs, asked: 'auto' });
    terminal.out(usageJson([record], peekSwitch(argv, usageFlags, 'pretty')));
  }
  // What was typed in a wrong place may be a key.
  terminal.err(hideSecrets(failureText(error, messages)));
  return failurePolicy[error.kind].exitCode;
}

/** The sentence for an error of the machine, undefined for anything else. */
function machineTrouble(error: unknown, messages: CoreMessages): string | undefined {
  const { systemErrors } = messages;
  const code = systemCode(error);
  // An update removed the program's other files while this run needed them.
  if (code === 'MODULE_NOT_FOUND') return messages.arguments.filesMissing;
  if (code === undefined || !machineCodes.has(code)) return undefined;
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const reason = systemErrors.reason(systemReason(error));
  return systemErrors.refused(typeof path === 'string' ? cleanText(path, 1000) : undefined, reason);
}

/**
 * Errors in arguments are worded by the parser of arguments; their message is the English line.
 */
function englishLine(error: Failure): string {
  return error.detail?.code === 'argument' ? error.message : failureText(error, coreEn);
}

/** Arguments that could not be parsed still say which format was wanted. */
function wantsJson(argv: readonly string[]): boolean {
  return (
    peekSwitch(argv, usageFlags, 'json') ||
    peekSwitch(argv, usageFlags, 'jsonOnly') ||
    peekValue(argv, usageFlags, 'format') === 'json'
  );
}
