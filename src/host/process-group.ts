import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { isAbsolute } from 'node:path';
import type { CommandOptions, CommandResult, Env } from './host.ts';
import { killMarked, runVariable } from './marked-processes.ts';

/**
 * Runs an executable in its own process group and ignores its output. Resolves when it exits, even
 * if it leaves processes running; on time-out, or when the signal aborts, the whole group is
 * killed, on Linux also the processes that left it. Rejects only with the reason of an aborted
 * signal.
 */
export function runInProcessGroup(
  file: string,
  args: readonly string[],
  options: CommandOptions & { readonly env: Env },
): Promise<CommandResult> {
  const { timeoutMs, signal, env, input = '' } = options;
  return new Promise((resolve, reject) => {
    const run = crypto.randomUUID();
    const child = start(file, args, { ...env, [runVariable]: run });
    if (child === undefined) return resolve({ kind: 'not-found' });
    const timer = setTimeout(() => end({ kind: 'timed-out' }), timeoutMs);
    const abort = (): void => end(undefined);
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', () => finish({ kind: 'not-found' }));
    child.once('exit', (code) =>
      finish({ kind: 'ran', exitCode: code ?? 1, stdout: '', stderr: '' }),
    );
    // Ignore EPIPE: a program may exit without reading its stdin.
    child.stdin?.on('error', () => undefined).end(input);

    function end(result: CommandResult | undefined): void {
      if (child !== undefined) killGroup(child);
      killMarked(run);
      finish(result);
    }

    /** `result` is undefined if the signal aborted. */
    function finish(result: CommandResult | undefined): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      // A process that inherited the pipe and never reads must not keep this one alive.
      child?.stdin?.destroy();
      child?.unref();
      if (result === undefined) reject(signal?.reason);
      else resolve(result);
    }
  });
}

function start(file: string, args: readonly string[], env: Env): ChildProcess | undefined {
  try {
    // On Windows a new process group would open a window.
    const detached = process.platform !== 'win32';
    const child = spawn(file, [...args], {
      env: { ...env },
      detached,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    return child;
  } catch {
    // Arguments or variables that no process can have, or a script that Windows runs only in a
    // shell.
    return undefined;
  }
}

function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const alone = (): void => void child.kill('SIGKILL');
    const folder = process.env['SystemRoot'];
    if (folder === undefined || !isAbsolute(folder)) return alone();
    // Some Windows policies forbid it.
    execFile(`${folder}\\System32\\taskkill.exe`, ['/pid', String(pid), '/t', '/f'], (error) =>
      error === null ? undefined : alone(),
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
