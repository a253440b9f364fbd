import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { isAbsolute } from 'node:path';
import type { CommandOptions, CommandResult, Env } from './host.ts';

/**
 * Runs an executable whose output nobody reads, in a group of its own. Resolves when it ends, whatever it leaves running;
 * at the time-out, or when the signal aborts, the whole group is killed. Rejects only with the reason of an aborted signal.
 */
export function runInProcessGroup(
  file: string,
  args: readonly string[],
  options: CommandOptions & { readonly env: Env },
): Promise<CommandResult> {
  const { timeoutMs, signal, env, input = '' } = options;
  return new Promise((resolve, reject) => {
    const child = start(file, args, env);
    if (child === undefined) return resolve({ kind: 'not-found' });
    const timer = setTimeout(() => end({ kind: 'timed-out' }), timeoutMs);
    const abort = (): void => end(undefined);
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', () => finish({ kind: 'not-found' }));
    child.once('exit', (code) =>
      finish({ kind: 'ran', exitCode: code ?? 1, stdout: '', stderr: '' }),
    );
    // One that ends without reading what it was given is not at fault.
    child.stdin?.on('error', () => undefined).end(input);

    function end(result: CommandResult | undefined): void {
      if (child !== undefined) killGroup(child);
      finish(result);
    }

    /** Undefined where the signal aborted. */
    function finish(result: CommandResult | undefined): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      // Whoever inherited the pipe and never reads must not keep this process alive.
      child?.stdin?.destroy();
      child?.unref();
      if (result === undefined) reject(signal?.reason);
      else resolve(result);
    }
  });
}

function start(file: string, args: readonly string[], env: Env): ChildProcess | undefined {
  try {
    // A group of its own on Windows would open a window of its own.
    const detached = process.platform !== 'win32';
    const child = spawn(file, [...args], {
      env: { ...env },
      detached,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    return child;
  } catch {
    // Arguments or variables that no process can be given, or a script that Windows starts by a shell alone.
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
    // Not every Windows lets people run it.
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
