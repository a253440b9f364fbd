import { installedScriptPath, readShellScript } from '../../../app/status-line/installed-lines.ts';
import type { Host } from '../../../host/host.ts';
import type { ThisProgram } from '../../../host/this-program.ts';

/** What Git Bash runs on Windows; other tools there use `cmd`. */
const runByBash: ReadonlySet<string> = new Set(['claude-code', 'tmux', 'zsh']);

/**
 * The script that draws a target's line, or undefined if Node has to: in Windows' `cmd`, or if this
 * program was not built.
 */
export function shellScriptFor(
  target: string,
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  program: ThisProgram,
): { readonly path: string; readonly text: string } | undefined {
  const isWindows = platform.os === 'win32';
  // Git Bash sets it.
  if (isWindows && (!runByBash.has(target) || env['MSYSTEM'] === undefined)) return undefined;
  const path = installedScriptPath({ env, platform });
  const text = readShellScript(files, program.script);
  if (text === undefined) return undefined;
  return { path: isWindows ? path.replaceAll('\\', '/') : path, text };
}
