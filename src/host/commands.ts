import type { ChildProcess } from 'node:child_process';
import { helperEnv } from './helper-env.ts';
import type { CommandResult, Commands, Env } from './host.ts';

const outputLimitBytes = 1024 * 1024;

/**
 * Runs real child processes, without a shell. They get `env` without KimiBar's credentials, unless
 * the options name their whole environment.
 */
export function createNodeCommands(env: Env): Commands {
  return {
    async run(file, args, options) {
      options.signal?.throwIfAborted();
      if (options.ignoreOutput === true) {
        const { runInProcessGroup } = await import('./process-group.ts');
        return runInProcessGroup(file, args, { ...options, env: options.env ?? helperEnv(env) });
      }
      const { execFile } = await import('node:child_process');
      return new Promise<CommandResult>((resolve, reject) => {
        const child = started(() =>
          execFile(
            file,
            [...args],
            {
              env: { ...(options.env ?? helperEnv(env)) },
              timeout: options.timeoutMs,
              killSignal: 'SIGKILL',
              maxBuffer: outputLimitBytes,
              encoding: 'utf8',
              windowsHide: true,
              signal: options.signal,
            },
            (error, stdout, stderr) => {
              if (options.signal?.aborted === true) return reject(options.signal.reason);
              if (error === null) return resolve({ kind: 'ran', exitCode: 0, stdout, stderr });
              if (error.code === 'ENOENT' || error.code === 'EACCES')
                return resolve({ kind: 'not-found' });
              if (error.killed === true) return resolve({ kind: 'timed-out' });
              return resolve({
                kind: 'ran',
                exitCode: typeof error.code === 'number' ? error.code : 1,
                stdout,
                stderr,
              });
            },
          ),
        );
        if (child === undefined) return resolve({ kind: 'not-found' });
        // Ignore EPIPE: a program may exit without reading its stdin.
        child.stdin?.on('error', () => undefined).end(options.input ?? '');
      });
    },
  };
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
