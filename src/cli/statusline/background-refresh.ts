import { takeTurn } from '../../host/files/turn.ts';
import type { Host } from '../../host/host.ts';
import { startDetached, thisProgram } from '../../host/this-program.ts';

/** A refresh to start: at most one per `everyMs`, claimed at `path` under the name `owner`. */
export type DueRefresh = {
  readonly path: string;
  readonly owner: string;
  readonly everyMs: number;
};

/**
 * A changed config file is worth a refresh soon, but not on every draw: two bars may use two files.
 */
const othersMs = 30_000;

/**
 * Starts one refresh in another process, unless another status line has just done so. Does not wait
 * for it to end.
 */
export async function refreshInBackground(
  host: Pick<Host, 'clock' | 'env' | 'files' | 'platform'>,
  due: DueRefresh,
  { config, account }: LineSource,
): Promise<void> {
  const { env, platform } = host;
  if (!(await takeTurn(host, { ...due, othersMs }))) return;
  await startDetached([thisProgram().script, ...refreshArguments({ config, account })], {
    env,
    folder: platform.homeDir,
  });
}

/** The config file and the account that a line names, if it does. */
export type LineSource = {
  readonly config?: string | undefined;
  readonly account?: string | undefined;
};

/** The arguments of `kimibar statusline refresh`. `isForced` is for a click of the user's. */
export function refreshArguments(
  { config, account }: LineSource,
  isForced = false,
): readonly string[] {
  return [
    'statusline',
    'refresh',
    ...(isForced ? ['--force'] : []),
    ...(account === undefined ? [] : ['--account', account]),
    ...(config === undefined ? [] : ['--config', config]),
  ];
}
