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
  /** The whole environment besides what every run gets: a path, a home, English, UTC. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  readonly stdin?: string | undefined;
  /** Run as this user; for root alone. */
  readonly uid?: number | undefined;
  /** Called with the process as soon as it runs, to send it a signal. */
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
};

/**
 * Runs the built program in a home of its own, with none of this machine's credentials, and waits
 * for its end.
 */
export async function runProgram(
  args: readonly string[],
  { env, home, stdin, uid, onStart }: ProgramOptions,
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
 * Elsewhere files stand in other places, and Windows has consoles with few signs: these say
 * otherwise.
 */
function likeLinux(home: string): Readonly<Record<string, string>> {
  if (process.platform === 'linux') return {};
  return {
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    WT_SESSION: 'test',
  };
}
