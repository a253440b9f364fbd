import { spawnSync } from 'node:child_process';

const isWindows = process.platform === 'win32';

/** Runs npm and returns its output. Throws if it fails. */
export function npm(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    env,
    encoding: 'utf8',
    shell: isWindows,
  });
  if (status !== 0) throw new Error(`npm ${args[0] ?? ''} failed: ${stderr}`);
  return stdout;
}
