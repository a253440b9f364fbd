import type { Host } from '../../../host/host.ts';
import { lastingProgram } from '../../../host/lasting-program.ts';
import type { ThisProgram } from '../../../host/this-program.ts';
import { isOnPath } from '../../lasting-command.ts';
import { shellScriptFor } from './shell-script.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';

/** The flags of a status line besides its target. */
export type LineOptions = {
  readonly account?: string | undefined;
  readonly format?: string | undefined;
  readonly width?: number | undefined;
  readonly config?: string | undefined;
  readonly refresh: boolean;
};

/** The desktop starts these without the shell's PATH, so they get absolute paths. */
const startedByDesktop: ReadonlySet<InstallTarget> = new Set([
  'waybar',
  'i3blocks',
  'polybar',
  'swiftbar',
]);

/**
 * The command that a tool runs: the shell script if the tool has a shell, else `kimibar statusline
 * TARGET …`, or this Node with this script if the tool's shell would not find `kimibar`.
 */
export function lineWords(
  { target, line }: { readonly target: InstallTarget; readonly line: LineOptions },
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  program: ThisProgram,
): string[] {
  const shell = shellScriptFor(target, host, program);
  if (shell !== undefined) return ['sh', shell.path, target];
  // Claude Code runs it in Git Bash, to which a backslash is an escape.
  const isBash = host.platform.os === 'win32' && target === 'claude-code';
  const path = (word: string): string => (isBash ? word.replaceAll('\\', '/') : word);
  const { node, script } = lastingProgram(host.env, program);
  return [
    ...(isFoundByName(target, host) ? ['kimibar'] : [path(node), path(script)]),
    'statusline',
    target,
    ...(line.account === undefined ? [] : ['--account', line.account]),
    ...(line.format === undefined ? [] : ['--format', line.format]),
    ...(line.width === undefined ? [] : ['--width', String(line.width)]),
    ...(line.refresh ? [] : ['--no-refresh']),
    ...(line.config === undefined ? [] : ['--config', path(line.config)]),
  ];
}

/**
 * The words as one command line: for `sh -c`, or on Windows for `cmd /d /s /c`, in which words with
 * backslashes are quoted in case a tool uses Git Bash.
 */
export function commandLine(words: readonly string[], os: Host['platform']['os']): string {
  return words.map(os === 'win32' ? cmdQuoted : shQuoted).join(' ');
}

/**
 * Whether a command is one of ours for that tool, however it is quoted. One that does more with it,
 * such as joining it with another line, is the user's.
 */
export function isOurCommand(command: unknown, target: InstallTarget): command is string {
  if (typeof command !== 'string' || !runsOurLine(command, target)) return false;
  const unquoted = command.replace(/\\.|'[^']*'|"(?:[^"\\]|\\.)*"/g, '');
  return !/[;|&<>()`$\n]/.test(unquoted);
}

/** Whether a text runs our line for that tool, besides other things perhaps. */
export function runsOurLine(text: string, target: InstallTarget): boolean {
  const line = new RegExp(`\\bstatusline(\\.sh)?["' ]+${target}\\b`);
  return /kimibar/i.test(text) && line.test(text);
}

function shQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function cmdQuoted(word: string): string {
  return /^[\w@+=:./-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

/**
 * Whether the tool will find `kimibar` itself, so that no path has to be written. Never on Windows,
 * whose `cmd` looks in the current folder first: a project could bring a `kimibar.cmd` of its own.
 */
export function isFoundByName(
  target: InstallTarget,
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): boolean {
  return host.platform.os !== 'win32' && !startedByDesktop.has(target) && isOnPath(host);
}
