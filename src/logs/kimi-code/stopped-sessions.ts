import { isAbsolute } from 'node:path';
import type { StoppedSession } from '../../domain/stopped-session.ts';
import type { Wall } from '../../domain/token-use.ts';
import { openLogFile } from '../../host/files/log-file.ts';
import type { Host } from '../../host/host.ts';
import { kimiCodeHome } from '../../host/user-folders.ts';
import { parseLine, type LogLine } from '../log-line.ts';
import { readLines } from '../read-lines.ts';
import { findWires, type FoundWire } from './find-wires.ts';
import { readModelSources } from './model-source.ts';
import { readSessionIndex, readSessionState } from './session-state.ts';
import { wallOf } from './wall-of.ts';

type LogsHost = Pick<Host, 'env' | 'files' | 'platform'>;

/** The end of a log that surely holds its last turn's end: attachments can be long. */
const tailBytes = 16 * 1024 * 1024;
const marks = ['turn.ended', 'turn.prompt', 'agent.turn.started', 'forked', 'llm.request'].map(
  (type) => Buffer.from(`"${type}"`),
);

/**
 * The sessions of the user's Kimi Code whose last turn ended because Kimi refused a call: a quota
 * was used up. The latest first. With an id, only that session.
 */
export async function findStoppedSessions(
  host: LogsHost,
  wantedId?: string,
): Promise<readonly StoppedSession[]> {
  const home = kimiCodeHome(host);
  const wires = findWires(home).filter(
    ({ agentId, sessionId }) =>
      agentId === 'main' && (wantedId === undefined || sessionId === wantedId),
  );
  const sourceOf = await readModelSources(host, home);
  const isKimi = (alias: string): boolean => sourceOf(alias, undefined).provider === 'kimi';
  const folders = readSessionIndex(host.files, home);
  return wires
    .flatMap((wire) => {
      const wall = lastWall(wire, isKimi);
      const { project = folders.get(wire.sessionId) } = readSessionState(
        host.files,
        wire.sessionFolder,
      );
      // Without its folder a session cannot be continued.
      if (wall === undefined || project === undefined || !isAbsolute(project)) return [];
      return [{ id: wire.sessionId, folder: project, wall }];
    })
    .toSorted((a, b) => b.wall.at - a.wall.at);
}

/** The wall that ended the last turn; undefined if there is a later turn, or it was copied. */
function lastWall(
  { path, facts, sessionId }: FoundWire,
  isKimi: (alias: string) => boolean,
): Wall | undefined {
  const file = openLogFile(path);
  if (file === undefined) return undefined;
  let wall: Wall | undefined;
  let alias: unknown;
  try {
    readLines(file, Math.max(0, facts.sizeBytes - tailBytes), (line) => {
      const record = isMarked(line) ? parseLine(line) : undefined;
      switch (record?.['type']) {
        case 'llm.request':
          alias = record['modelAlias'];
          break;
        case 'turn.ended':
          wall = wallOf(record, sessionId);
          break;
        case 'turn.prompt':
        case 'agent.turn.started':
        case 'forked':
          wall = undefined;
          break;
        default:
      }
    });
  } finally {
    file.close();
  }
  return typeof alias === 'string' && !isKimi(alias) ? undefined : wall;
}

function isMarked({ bytes, start, end }: LogLine): boolean {
  const line = bytes.subarray(start, end);
  return marks.some((mark) => line.includes(mark));
}
