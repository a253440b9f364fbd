import { spawn, type ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { programPath, type ProgramRun } from './run-program.ts';

/** The built program while it serves. */
export type RunningServer = {
  /** With a slash at the end. */
  readonly address: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Fetches a path from it. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<ProgramRun>;
};

/**
 * Starts the built program on a free port and waits until it prints its address. It is stopped
 * after the test.
 */
export async function startServer(
  t: Pick<TestContext, 'after'>,
  {
    home,
    env = {},
    args = ['serve', '--port', '0'],
    program = programPath,
  }: {
    home: string;
    env?: Readonly<Record<string, string>> | undefined;
    args?: readonly string[] | undefined;
    /** A copy of the built program. */
    program?: string | undefined;
  },
): Promise<RunningServer> {
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      USERPROFILE: home,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      const found = /http:\/\/\S+/.exec(said.out)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said.err}`)));
  });
  return {
    address,
    port: Number(new URL(address).port),
    child,
    get: (path, init) => fetch(new URL(path, address), init),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const exitCode = await ended;
      return { exitCode, stdout: said.out, stderr: said.err };
    },
  };
}
