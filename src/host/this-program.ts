import type { Env } from './host.ts';

/** How to start this program again: the path of Node and the script it runs. */
export type ThisProgram = { readonly node: string; readonly script: string };

export function thisProgram(): ThisProgram {
  return { node: process.execPath, script: process.argv[1] ?? '' };
}

/** Starts a script with this Node in a process of its own that outlives this one. */
export async function startDetached(
  args: readonly string[],
  options: { readonly env: Env; readonly folder: string },
): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [...args], {
    cwd: options.folder,
    env: { ...options.env },
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  // If it cannot be started, the status line grows stale and says so.
  child.on('error', () => undefined);
  child.unref();
}
