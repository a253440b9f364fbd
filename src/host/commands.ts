import type { ChildProcess, ExecFileException } from 'node:child_process';
import { helperEnv } from './helper-env.ts';
import type { CommandOptions, CommandResult, Commands, Env } from './host.ts';

const outputLimitBytes = 1024 * 1024;

/**
 * Runs real child processes, without a shell. They get `env` without KimiBar's credentials, unless
 * the options name their whole environment.
 */
export function createNodeCommands(env: Env): Commands {
  return {
    async run(file, args, options) {
      options.signal?.throwIfAborted();
      const full = { ...options, env: options.env ?? helperEnv(env) };
      if (options.ignoreOutput !== true) return runAndRead(file, args, full);
      const { runInProcessGroup } = await import('./process-group.ts');
      return runInProcessGroup(file, args, full);
    },
  };
}

async function runAndRead(
  file: string,
  args: readonly string[],
  { env, timeoutMs, signal, input = '' }: CommandOptions & { readonly env: Env },
): Promise<CommandResult> {
  const { execFile } = await import('node:child_process');
  const options = {
    env: { ...env },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: outputLimitBytes,
    encoding: 'utf8',
    windowsHide: true,
    signal,
  } as const;
  return new Promise<CommandResult>((resolve, reject) => {
    const child = started(() =>
      execFile(file, [...args], options, (error, stdout, stderr) => {
        if (signal?.aborted === true) reject(signal.reason);
        else resolve(resultOf(error, { stdout, stderr }));
      }),
    );
    if (child === undefined) return resolve({ kind: 'not-found' });
    // Ignore EPIPE: a program may exit without reading its stdin.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function resultOf(
  error: ExecFileException | null,
  output: { readonly stdout: string; readonly stderr: string },
): CommandResult {
  if (error === null) return { kind: 'ran', exitCode: 0, ...output };
  if (error.code === 'ENOENT' || error.code === 'EACCES') return { kind: 'not-found' };
  if (error.killed === true) return { kind: 'timed-out' };
  return { kind: 'ran', exitCode: typeof error.code === 'number' ? error.code : 1, ...output };
}

/**
 * Undefined if the process cannot be created: a zero byte in an argument, or a script that Windows
 * runs only in a shell.
 */
function started(start: () => ChildProcess): ChildProcess | undefined {
  try {
    return start();
  } catch {
    return undefined;
  }
}
