import { join } from 'node:path';
import { isObject } from '../../domain/shape.ts';
import { readEnvValue } from '../../host/env-value.ts';
import { logFileFacts, logFolderNames } from '../../host/files/log-file.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';
import { isKimiAddress } from '../kimi-code/model-source.ts';
import type { FoundLog, LogCorner } from '../log-corner.ts';
import { readLog } from '../read-log.ts';
import { MessageParser } from './message-parser.ts';

type CornerHost = Pick<Host, 'env' | 'files' | 'platform'>;

/** Claude Code's logs, for those who run it with Kimi's models: `$CLAUDE_CONFIG_DIR` or `~/.claude`. */
export function createClaudeCodeCorner(host: CornerHost): LogCorner {
  const home =
    readEnvValue(host.env, 'CLAUDE_CONFIG_DIR') ?? join(host.platform.homeDir, '.claude');
  return {
    agent: 'claude-code',
    find: async () => findMessageLogs(join(home, 'projects')),
    async prepare(logs) {
      if (logs.length === 0) return [];
      const certainty = pointsAtKimi(host, home) ? 'exact' : 'probable';
      return logs.map((log) => ({
        ...log,
        read: (known) =>
          readLog(
            {
              ...log,
              createParser: (tally, memory) => new MessageParser(tally, certainty, memory),
            },
            known.cursorOf(log.path),
            known.isCounted,
          ),
      }));
    },
  };
}

/** All `*.jsonl` under `projects`; sub-agents have folders of their own below a session's. */
function findMessageLogs(folder: string, depth = 0): readonly FoundLog[] {
  return logFolderNames(folder).flatMap((name): readonly FoundLog[] => {
    const path = join(folder, name);
    if (!name.endsWith('.jsonl')) return depth < 4 ? findMessageLogs(path, depth + 1) : [];
    const facts = logFileFacts(path);
    return facts === undefined ? [] : [{ agent: 'claude-code', path, facts }];
  });
}

/** Does Claude Code send its requests to Kimi, by its settings or its environment? */
function pointsAtKimi({ files, env }: CornerHost, home: string): boolean {
  const settings = readJson(files, join(home, 'settings.json'));
  const variables = isObject(settings) ? settings['env'] : undefined;
  const set = isObject(variables) ? variables['ANTHROPIC_BASE_URL'] : undefined;
  const address = typeof set === 'string' ? set : readEnvValue(env, 'ANTHROPIC_BASE_URL');
  return address !== undefined && isKimiAddress(address);
}
