import { basename, dirname, join } from 'node:path';
import { isObject } from '../../domain/shape.ts';
import { readJson, tryReadText } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';

/** The name of every log of Kimi Code; `wire.jsonl.bak` is a copy from a repair. */
export const wireName = 'wire.jsonl';

/** What a session's `state.json` says, without its texts. */
export interface SessionState {
  readonly project?: string | undefined;
  readonly forkedFrom?: string | undefined;
  /** Names of its sub-agents, by id. */
  readonly agentNames: Readonly<Record<string, string>>;
}

type Files = Pick<Host['files'], 'readText'>;

/** An unreadable file says nothing. */
export function readSessionState(files: Files, sessionFolder: string): SessionState {
  const state = readJson(files, join(sessionFolder, 'state.json'));
  if (!isObject(state)) return { agentNames: {} };
  const { agents } = state;
  const entries = isObject(agents) ? Object.entries(agents) : [];
  return {
    project: textOf(state['cwd']) ?? textOf(state['workDir']),
    forkedFrom: textOf(state['forkedFrom']),
    agentNames: Object.fromEntries(
      entries.flatMap(([id, agent]) => {
        const name = isObject(agent) && isObject(agent['labels']) && agent['labels']['profileName'];
        return typeof name === 'string' && name !== '' ? [[id, name]] : [];
      }),
    ),
  };
}

/**
 * The titles of sessions, for a user who looks at them; they are kept nowhere. `paths` are those of
 * the logs that were read.
 */
export function readSessionTitles(
  files: Files,
  paths: readonly string[],
  sessionIds: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const path of paths) {
    const folder = dirname(dirname(dirname(path)));
    const sessionId = basename(folder);
    if (basename(path) !== wireName || !sessionIds.has(sessionId) || titles.has(sessionId))
      continue;
    const state = readJson(files, join(folder, 'state.json'));
    const title = isObject(state) ? textOf(state['title']) : undefined;
    if (title !== undefined) titles.set(sessionId, title);
  }
  return titles;
}

/** The working folder of each session by `session_index.jsonl`; later lines win. */
export function readSessionIndex(files: Files, home: string): ReadonlyMap<string, string> {
  const text = tryReadText(files, join(home, 'session_index.jsonl'), maxIndexBytes) ?? '';
  const folders = new Map<string, string>();
  for (const line of text.split('\n')) {
    const entry = parseEntry(line);
    const id = textOf(entry?.['sessionId']);
    const folder = textOf(entry?.['workDir']);
    if (id !== undefined && folder !== undefined) folders.set(id, folder);
  }
  return folders;
}

const maxIndexBytes = 64 * 1024 * 1024;

function parseEntry(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isObject(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
