import { join, resolve } from 'node:path';
import {
  readDotfile,
  realPathOf,
  removeDotfile,
  writeDotfile,
  type Dotfile,
} from '../../host/files/dotfile.ts';
import { lastingProgram } from '../../host/lasting-program.ts';
import { FileChanged } from '../../host/files/replace-file.ts';
import type { Host } from '../../host/host.ts';
import { systemCode } from '../../host/system-error.ts';
import { thisProgram, type ThisProgram } from '../../host/this-program.ts';
import { pathsOf } from '../../host/user-folders.ts';
import type { CommandContext } from '../command-context.ts';
import { refuseControlCharacters, warnOfVanishingProgram } from '../lasting-command.ts';

export type LauncherOptions = {
  /** Default: `~/.local/bin`; on Windows the folder of npm's global programs. */
  readonly folder?: string | undefined;
};

type Machine = Pick<Host, 'env' | 'files' | 'platform'>;

/** The launcher's second line: only a file with it is ever replaced or removed. */
const mark = 'Written by KimiBar: kimibar codexbar uninstall removes it.';

const mode = 0o755;

/**
 * `kimibar codexbar install`: writes a program named `codexbar` that runs `kimibar codexbar`; may
 * be repeated. Exit code 1 if the file is another program's or cannot be written.
 */
export async function runLauncherInstall(
  context: CommandContext,
  options: LauncherOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  const { host, terminal, messages } = context;
  const words = messages.codexbar;
  const folder = launcherFolder(host, options);
  const path = join(folder, launcherName(host));
  const { node, script } = lastingProgram(host.env, program);
  refuseControlCharacters(context, [node, script]);
  const text = launcherText(host, { node, script });
  return change({ terminal, messages }, path, async () => {
    const found = findLauncher(host, path);
    if (found === 'foreign') {
      terminal.err(words.foreign(path));
      return 1;
    }
    const isCurrent = found?.text === text && (found.mode & mode) === mode;
    // Fails if another program has written the file since.
    if (!isCurrent)
      await writeDotfile(realPathOf(path), text, { mode, before: { text: found?.text } });
    terminal.out(isCurrent ? words.upToDate(path) : words.installed(path));
    warnOfVanishingProgram(context, program);
    const first = firstOnPath(host);
    if (first === undefined) terminal.err(words.notOnPath(folder));
    else if (realPathOf(first) !== realPathOf(path)) terminal.err(words.hiddenBy(first));
    return 0;
  });
}

/** `kimibar codexbar uninstall`: removes it. Exit code 0 also if there was none. */
export async function runLauncherUninstall(
  { host, terminal, messages }: CommandContext,
  options: LauncherOptions,
): Promise<number> {
  const words = messages.codexbar;
  const path = join(launcherFolder(host, options), launcherName(host));
  return change({ terminal, messages }, path, async () => {
    const found = findLauncher(host, path);
    if (found === 'foreign') {
      terminal.err(words.foreign(path));
      return 1;
    }
    if (found !== undefined) removeDotfile(path, found);
    terminal.out(found === undefined ? words.notInstalled(path) : words.removed(path));
    return 0;
  });
}

/** The launcher that KimiBar wrote, in its usual folder or first on the PATH; undefined if none. */
export function findOwnLauncher(host: Machine): string | undefined {
  const usual = join(launcherFolder(host, {}), launcherName(host));
  const path = [usual, firstOnPath(host)].find(
    (one) => one !== undefined && typeof (findLauncher(host, one) ?? 'foreign') === 'object',
  );
  return path;
}

/** Reports in one line if another program wrote the file meanwhile, or the system refuses. */
async function change(
  { terminal, messages }: Pick<CommandContext, 'terminal' | 'messages'>,
  path: string,
  act: () => Promise<number>,
): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileChanged) {
      terminal.err(messages.codexbar.foreign(path));
      return 1;
    }
    const code = systemCode(error);
    if (code === undefined) throw error;
    terminal.err(messages.codexbar.unwritable({ path, why: messages.systemErrors.reason(code) }));
    return 1;
  }
}

/** A link counts as foreign, wherever it leads: CodexBar's own installer makes one. */
function findLauncher({ files }: Machine, path: string): Dotfile | 'foreign' | undefined {
  const facts = files.facts(path);
  if (facts === undefined) return undefined;
  const file = facts.kind === 'file' ? readDotfile(path) : 'not-text';
  if (file === undefined) return undefined;
  return file !== 'not-text' && file.text.split('\n')[1]?.includes(mark) === true
    ? file
    : 'foreign';
}

function launcherFolder({ env, platform }: Machine, { folder }: LauncherOptions): string {
  if (folder !== undefined) return resolve(folder);
  if (platform.os !== 'win32') return join(platform.homeDir, '.local', 'bin');
  return join(env['APPDATA'] ?? join(platform.homeDir, 'AppData', 'Roaming'), 'npm');
}

function launcherName({ platform }: Machine): string {
  return platform.os === 'win32' ? 'codexbar.cmd' : 'codexbar';
}

/**
 * Widgets run without the shell's PATH, so this Node and this script are named in full; if a newer
 * Node has replaced them, `kimibar` in PATH is next. The script of an executable is inside it.
 */
function launcherText({ platform }: Machine, { node, script }: ThisProgram): string {
  const isInside = !pathsOf(platform).isAbsolute(script);
  if (platform.os === 'win32') {
    const [program, main] = [node, script].map((path) => path.replaceAll('%', '%%'));
    const ifScript = isInside ? '' : `if exist "${main}" `;
    return [
      '@echo off',
      `rem ${mark}`,
      `if exist "${program}" ${ifScript}goto full`,
      'setlocal',
      // Or `cmd` would run a `kimibar` of the current folder.
      'set NoDefaultCurrentDirectoryInExePath=1',
      'kimibar codexbar %*',
      'exit /b %errorlevel%',
      ':full',
      `"${program}" "${main}" codexbar %*`,
      '',
    ].join('\r\n');
  }
  const [program, main] = [node, script].map((path) => `'${path.replaceAll("'", `'\\''`)}'`);
  const andScript = isInside ? '' : ` && [ -f ${main} ]`;
  return [
    '#!/bin/sh',
    `# ${mark}`,
    `if [ -x ${program} ]${andScript}; then exec ${program} ${main} codexbar "$@"; fi`,
    'exec kimibar codexbar "$@"',
    '',
  ].join('\n');
}

/** The `codexbar` that a shell would run. */
function firstOnPath({ env, files, platform }: Machine): string | undefined {
  const isWindows = platform.os === 'win32';
  const names = isWindows ? ['codexbar.exe', 'codexbar.cmd'] : ['codexbar'];
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(isWindows ? ';' : ':')
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => resolve(folder, name)))
    .find((path) => exists(files, path));
}

function exists(files: Machine['files'], path: string): boolean {
  try {
    return files.facts(path) !== undefined;
  } catch {
    return false;
  }
}
