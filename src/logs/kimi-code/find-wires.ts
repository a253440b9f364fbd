import { join, sep } from 'node:path';
import { logFileFacts, logFolderNames } from '../../host/files/log-file.ts';
import type { FoundLog } from '../log-corner.ts';
import { wireName } from './session-state.ts';

/** One agent's log of one session. */
export interface FoundWire extends FoundLog {
  readonly home: string;
  readonly sessionFolder: string;
  readonly sessionId: string;
  readonly agentId: string;
  /** The folder above, named after the working folder. */
  readonly workspace: string;
}

/**
 * All `sessions/<workspace>/<session>/agents/<agent>/wire.jsonl` of a home. By shape, not by Kimi
 * Code's own index: that has absolute paths, which no longer fit if the home was moved.
 */
export function findWires(home: string): readonly FoundWire[] {
  const root = join(home, 'sessions');
  const found: FoundWire[] = [];
  for (const workspace of logFolderNames(root))
    for (const sessionId of logFolderNames(join(root, workspace))) {
      // `join` takes longer than all the rest, for thousands of paths.
      const sessionFolder = `${root}${sep}${workspace}${sep}${sessionId}`;
      const agents = `${sessionFolder}${sep}agents`;
      for (const agentId of logFolderNames(agents)) {
        const path = `${agents}${sep}${agentId}${sep}${wireName}`;
        const facts = logFileFacts(path);
        if (facts !== undefined)
          found.push({
            agent: 'kimi-code',
            path,
            facts,
            home,
            sessionFolder,
            sessionId,
            agentId,
            workspace,
          });
      }
    }
  return found;
}

/** `wd_<name>_<hex>` without both ends: what is left to say if nothing names the working folder. */
export function workspaceName(workspace: string): string {
  return /^wd_(.+)_[0-9a-f]+$/.exec(workspace)?.[1] ?? workspace;
}
