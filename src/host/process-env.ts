import type { Platform } from './host.ts';

/** One change at a time: two overlapping ones would restore each other's values. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while the given variables stand in the process's own environment, then takes them out again, also when it fails.
 * For a library that can only be told something that way. Keep `work` short: a program started meanwhile inherits the variables.
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
 * Windows looks for a program in the current folder first: whoever can leave a `reg.exe` there could have it run. With this
 * variable it does not, for every program that this process starts (`NeedCurrentDirectoryForExePath`, Microsoft's documentation).
 */
export function leaveOutCurrentFolder(
  os: Platform['os'],
  env: NodeJS.ProcessEnv = process.env,
): void {
  if (os === 'win32') env['NoDefaultCurrentDirectoryInExePath'] = '1';
}
