import { takeTurn } from '../../host/files/turn.ts';
import { startDetached } from '../../host/start-detached.ts';
import { thisProgram } from '../../host/this-program.ts';
import { refreshArguments, type DueRefresh, type StatusHost } from './draw-status-line.ts';

/**
 * A changed config file is worth a refresh soon, but not on every draw: two bars may use two files.
 */
const othersMs = 30_000;

/**
 * Starts one refresh in a process of its own, unless another status line has just done so. Does not
 * wait for it to end.
 */
export async function refreshBehind(
  host: StatusHost,
  due: DueRefresh,
  configPath: string | undefined,
): Promise<void> {
  const { env, platform } = host;
  const turn = { path: due.path, owner: due.mark, everyMs: due.everyMs, othersMs };
  if (!(await takeTurn(host, turn))) return;
  await startDetached([thisProgram().script, ...refreshArguments(configPath)], {
    env,
    folder: platform.homeDir,
  });
}
