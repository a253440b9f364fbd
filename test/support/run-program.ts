import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The built program, as npm installs it. */
export const programPath = join(import.meta.dirname, '..', '..', 'dist', 'kimibar.cjs');

export type ProgramRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type ProgramOptions = {
  /** The environment, besides a path, a home, English and UTC, which every run gets. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  readonly stdin?: string | Buffer | undefined;
  /** The current folder; by default the test's own. */
  readonly folder?: string | undefined;
  /** Runs as this user; only root can do that. */
  readonly uid?: number | undefined;
  /** Called as soon as the process runs, to send it a signal. */
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
};

/**
 * Runs the built program in this home, without any credential of the machine, and waits for its
 * end.
 */
export async function runProgram(
  args: readonly string[],
  { env, home, stdin, folder, uid, onStart }: ProgramOptions,
): Promise<ProgramRun> {
  const child = spawn(process.execPath, [programPath, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      USERPROFILE: home,
      ...likeLinux(home),
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
    uid,
  });
  onStart?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => {}).end(stdin ?? '');
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout, stderr };
}

/**
 * macOS and Windows have other folders, and Windows a console with few characters: these variables
 * make them alike.
 */
function likeLinux(home: string): Readonly<Record<string, string>> {
  if (process.platform === 'linux') return {};
  return {
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    WT_SESSION: 'test',
  };
}
