import type { Env } from './host.ts';

/** Starts this Node with a script in a process of its own, which nobody waits for and which outlives this one. */
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
  // Not started is not refreshed: the line in front of the person grows old and says so.
  child.on('error', () => undefined);
  child.unref();
}
