import type { Env } from './host.ts';

/** A helper program that runs beside this one; both speak in lines. */
export type LineHelper = {
  /** Sends a line; nothing happens where it has ended. */
  send(line: string): void;
  /** Resolves when it has ended, whoever ended it, or could not be started. */
  readonly ended: Promise<void>;
  /** Closes its stdin, by which it knows that it is not needed any more, and ends it where it does not heed that. */
  stop(): void;
};

/** A line longer than this is not one of ours. */
const longestLine = 64 * 1024;
const patienceMs = 1_000;

/** Starts a helper without a shell. Never throws: one that can't be started has ended. */
export async function startLineHelper(
  file: string,
  args: readonly string[],
  { env, onLine }: { readonly env: Env; readonly onLine: (line: string) => void },
): Promise<LineHelper> {
  const { spawn } = await import('node:child_process');
  const child = spawn(file, [...args], {
    env: { ...env },
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
    if (rest.length > longestLine) rest = '';
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
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      void ended.then(() => clearTimeout(timer));
    },
  };
}
