import { takeTurn } from '../../host/files/claim.ts';
import { startDetached } from '../../host/start-detached.ts';
import { thisProgram } from '../../host/this-program.ts';
import { refreshArguments, type DueRefresh, type StatusHost } from './draw-status-line.ts';

/** A changed config file is worth another look soon, but not on every draw: two bars may have two of them. */
const othersMs = 30_000;

/** Starts one refresh in a process of its own, unless another line has just done so. Waits for nothing. */
export function refreshBehind(
  { clock, env, platform }: StatusHost,
  due: DueRefresh,
  configPath: string | undefined,
): void {
  const claim = {
    for: due.mark,
    everyMs: due.everyMs,
    othersMs,
    nowMs: clock.now(),
    pid: platform.pid,
  };
  if (!takeTurn(due.path, claim)) return;
  void startDetached([thisProgram().script, ...refreshArguments(configPath)], {
    env,
    folder: platform.homeDir,
  });
}
