import { resolve } from 'node:path';
import type { Host } from '../../../host/host.ts';
import type { ThisProgram } from '../../../host/this-program.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';

/** The flags of a status line besides its target. */
export type LineOptions = {
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
 * The command that a tool runs: `kimibar statusline TARGET …`, or this Node with this script if the
 * tool's shell would not find `kimibar`.
 */
export function lineWords(
  { target, line }: { readonly target: InstallTarget; readonly line: LineOptions },
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  program: ThisProgram,
): string[] {
  const isFound = !startedByDesktop.has(target) && isOnPath(host);
  return [
    ...(isFound ? ['kimibar'] : [program.node, program.script]),
    'statusline',
    target,
    ...(line.format === undefined ? [] : ['--format', line.format]),
    ...(line.width === undefined ? [] : ['--width', String(line.width)]),
    ...(line.refresh ? [] : ['--no-refresh']),
    ...(line.config === undefined ? [] : ['--config', resolve(line.config)]),
  ];
}

/** The words as one command line: for `sh -c`, or for `cmd /d /s /c` on Windows. */
export function commandLine(words: readonly string[], os: Host['platform']['os']): string {
  return words.map(os === 'win32' ? cmdQuoted : shQuoted).join(' ');
}

/** Whether a command is one of ours for that tool, however it is quoted. */
export function isOurCommand(command: unknown, target: InstallTarget): command is string {
  return (
    typeof command === 'string' &&
    /kimibar/i.test(command) &&
    new RegExp(`\\bstatusline["' ]+${target}\\b`).test(command)
  );
}

function shQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function cmdQuoted(word: string): string {
  return /^[\w@+=:./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

function isOnPath({ env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>): boolean {
  const isWindows = platform.os === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '')
    .split(isWindows ? ';' : ':')
    .filter((folder) => folder !== '');
  return folders.some((folder) => {
    try {
      return files.facts(resolve(folder, isWindows ? 'kimibar.cmd' : 'kimibar')) !== undefined;
    } catch {
      return false;
    }
  });
}
