import type { Host } from '../host/host.ts';
import { createClaudeCodeCorner } from './claude-code/claude-code-corner.ts';
import { createKimiCliCorner } from './kimi-cli/kimi-cli-corner.ts';
import { createKimiCodeCorner } from './kimi-code/kimi-code-corner.ts';
import type { LogCorner } from './log-corner.ts';
import { createOpenCodeCorner } from './opencode/opencode-corner.ts';

/** All agents whose logs KimiBar reads, the most exact first. */
export function createLogCorners(
  host: Pick<Host, 'env' | 'files' | 'platform' | 'commands' | 'openSqlite' | 'log'>,
): readonly LogCorner[] {
  return [
    createKimiCodeCorner(host),
    createKimiCliCorner(host),
    createOpenCodeCorner(host),
    createClaudeCodeCorner(host),
  ];
}
