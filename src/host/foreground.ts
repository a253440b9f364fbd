import { dirname, join } from 'node:path';
import { tryFacts, tryReadText } from './files/try-read.ts';
import type { Env, Files, Host } from './host.ts';

export type ForegroundRun = {
  readonly folder: string;
  readonly env: Env;
  /** Ends the program politely; its exit is awaited. */
  readonly signal: AbortSignal;
};

/**
 * Runs a program with this process's own stdin, stdout and stderr. Resolves with its exit code, 128
 * and more after a signal; undefined if it could not be started.
 */
export async function runInForeground(
  [file, ...args]: readonly [string, ...string[]],
  { folder, env, signal }: ForegroundRun,
): Promise<number | undefined> {
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: folder, env: { ...env }, stdio: 'inherit' });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    const end = (exitCode: number | undefined): void => {
      signal.removeEventListener('abort', stop);
      resolve(exitCode);
    };
    child.once('error', () => end(undefined));
    child.once('exit', (code, name) =>
      end(code ?? 128 + (name === null ? 0 : constants.signals[name])),
    );
  });
}

/**
 * The words that start a program installed with npm. On Windows npm installs a script, which only a
 * shell can run, and a shell would read the arguments as commands: its program is started instead.
 */
export function programWords(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  name: string,
  npmPackage: string,
): readonly [string, ...string[]] {
  if (platform.os !== 'win32') return [name];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(';').filter((folder) => folder !== '');
  for (const folder of folders) {
    if (tryFacts(files, join(folder, `${name}.exe`)) !== undefined)
      return [join(folder, `${name}.exe`)];
    const script = npmProgram(files, join(folder, 'node_modules', npmPackage), name);
    if (script !== undefined) return ['node.exe', script];
  }
  return [name];
}

/** The script of a package's command by its `package.json`. */
function npmProgram(
  files: Pick<Files, 'readText'>,
  packageFolder: string,
  name: string,
): string | undefined {
  const manifest = join(packageFolder, 'package.json');
  const [, path] =
    new RegExp(`"bin"\\s*:\\s*\\{[^}]*"${name}"\\s*:\\s*"([^"]+)"`).exec(
      tryReadText(files, manifest) ?? '',
    ) ?? [];
  return path === undefined ? undefined : join(dirname(manifest), path);
}
