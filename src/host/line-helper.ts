import { helperEnv } from './helper-env.ts';
import type { Env } from './host.ts';

/** A helper program that exchanges lines of text with this one. */
export type LineHelper = {
  /** Does nothing if the helper has ended. */
  send(line: string): void;
  /** Resolves when the helper has ended, or could not be started. */
  readonly ended: Promise<void>;
  /** Closes the helper's stdin, which asks it to end, and kills it if it has not ended after a second. */
  stop(): void;
};

/** Longer lines are dropped. */
const maxLineLength = 64 * 1024;
const stopTimeoutMs = 1_000;

/** Starts a helper without a shell or KimiBar's credentials. Never rejects: one that cannot be started counts as ended. */
export async function startLineHelper(
  file: string,
  args: readonly string[],
  { env, onLine }: { readonly env: Env; readonly onLine: (line: string) => void },
): Promise<LineHelper> {
  const { spawn } = await import('node:child_process');
  const child = spawn(file, [...args], {
    env: { ...helperEnv(env) },
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineLength) rest = '';
    for (const line of lines) onLine(line);
  });
  child.stdin.on('error', () => undefined);
  return {
    send(line) {
      if (child.stdin.writable) child.stdin.write(`${line}\n`);
    },
    ended,
    stop() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      void ended.then(() => clearTimeout(timer));
    },
  };
}
