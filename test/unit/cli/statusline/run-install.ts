import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { runInstall } from '../../../../src/cli/commands/statusline/install.ts';
import type { InstallTarget } from '../../../../src/present/status-line/status-target.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import type { ConfigFile } from './config-files.ts';

/** A program in folders with blanks in their names. */
const program = { node: '/opt/node 24/bin/node', script: '/opt/my tools/kimibar/dist/kimibar.cjs' };

type Flags = {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly format?: string | undefined;
};

/** Runs `install` or `uninstall` for a target, with no program on its PATH. */
export async function run(
  how: typeof runInstall,
  home: string,
  target: InstallTarget,
  { format, ...flags }: Flags = {},
) {
  const { ctx, stdout, stderr } = recordedContext(home, { env: { PATH: '' } });
  const line = { refresh: true, format };
  const exitCode = await how(
    ctx,
    { target, line, dryRun: false, force: false, folder: join(home, 'plugins'), ...flags },
    program,
  );
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

/** Writes a tool's config. */
export function put(home: string, { path, text }: Pick<ConfigFile, 'path' | 'text'>): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
