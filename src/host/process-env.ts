import type { Platform } from './host.ts';

/** One change at a time: overlapping ones would restore each other's values. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` with these variables set in the process's own environment, then restores it. For a
 * library that has no other option. Keep `work` short: a program started in the meantime inherits
 * the variables.
 */
export async function withProcessEnv<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const turn = last.then(async () => {
    const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, variables);
    try {
      return await work();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

/**
 * Windows searches the current folder for programs first, so that a planted `reg.exe` would be run.
 * This variable prevents that for every program that this process starts
 * (`NeedCurrentDirectoryForExePath` in Microsoft's documentation).
 */
export function ignoreCurrentFolder(
  os: Platform['os'],
  env: NodeJS.ProcessEnv = process.env,
): void {
  if (os === 'win32') env['NoDefaultCurrentDirectoryInExePath'] = '1';
}
