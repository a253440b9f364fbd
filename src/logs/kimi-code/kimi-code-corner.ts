import { join } from 'node:path';
import type { KnownLogs } from '../../domain/log-reading.ts';
import type { WorkOrigin } from '../../domain/token-use.ts';
import type { Host } from '../../host/host.ts';
import type { LogCorner, ReadableLog } from '../log-corner.ts';
import { readLog } from '../read-log.ts';
import { findWires, workspaceName, type FoundWire } from './find-wires.ts';
import { kimiCodeHomes } from './homes.ts';
import { readModelSources } from './model-source.ts';
import {
  readSessionIndex,
  readSessionState,
  wireName,
  type SessionState,
} from './session-state.ts';
import { originIn } from './wire-memory.ts';
import { WireParser, type WireContext } from './wire-parser.ts';

type CornerHost = Pick<Host, 'env' | 'files' | 'platform' | 'commands'>;

/** Kimi Code's logs, in all its homes on this machine. */
export function createKimiCodeCorner(host: CornerHost): LogCorner {
  let wires: readonly FoundWire[] = [];
  return {
    agent: 'kimi-code',
    async find() {
      wires = (await kimiCodeHomes(host)).flatMap((home) => findWires(home));
      return wires;
    },
    async prepare(logs) {
      const wanted = new Set(logs.map(({ path }) => path));
      return await prepareWires(
        host,
        wires.filter(({ path }) => wanted.has(path)),
      );
    },
  };
}

type Prepared = { readonly wire: FoundWire; readonly state: SessionState };

async function prepareWires(
  host: CornerHost,
  wires: readonly FoundWire[],
): Promise<readonly ReadableLog[]> {
  const states = new Map(
    wires.map(({ sessionFolder, sessionId }) => [
      sessionId,
      readSessionState(host.files, sessionFolder),
    ]),
  );
  const homes = [...new Set(wires.map(({ home }) => home))];
  const sources = new Map<string, WireContext['sourceOf']>();
  const indexes = new Map<string, ReadonlyMap<string, string>>();
  for (const home of homes) {
    sources.set(home, await readModelSources(host, home));
    indexes.set(home, readSessionIndex(host.files, home));
  }
  const prompts = new Prompts();
  return inReadingOrder(wires, states).map(({ wire, state }) => {
    const project =
      state.project ?? indexes.get(wire.home)?.get(wire.sessionId) ?? workspaceName(wire.workspace);
    const sourceOf: WireContext['sourceOf'] = (alias, known) =>
      sources.get(wire.home)?.(alias, known) ?? { provider: 'unknown', certainty: 'exact' };
    return readable(wire, { project, sourceOf, state }, prompts);
  });
}

function readable(
  wire: FoundWire,
  { project, sourceOf, state }: Pick<WireContext, 'project' | 'sourceOf'> & { state: SessionState },
  prompts: Prompts,
): ReadableLog {
  const { sessionId, agentId, sessionFolder } = wire;
  const isMain = agentId === 'main';
  const read = (known: KnownLogs) => {
    const context: WireContext = {
      sessionId,
      agentId,
      subagent: isMain ? agentId : (state.agentNames[agentId] ?? agentId),
      project,
      sourceOf,
      originAt: isMain ? undefined : (atMs) => prompts.originAt(wire, atMs, known),
      onPrompt: isMain ? (atMs, origin) => prompts.note(sessionFolder, atMs, origin) : undefined,
    };
    return readLog(
      { ...wire, createParser: (tally, memory) => new WireParser(tally, context, memory) },
      known.cursorOf(wire.path),
      known.isCounted,
    );
  };
  return { ...wire, read };
}

/** Originals before their forks, so that calls are counted for the session that made them. */
function inReadingOrder(
  wires: readonly FoundWire[],
  states: ReadonlyMap<string, SessionState>,
): readonly Prepared[] {
  const depthOf = (sessionId: string): number => {
    const seen = new Set<string>();
    let next: string | undefined = sessionId;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      next = states.get(next)?.forkedFrom;
    }
    return seen.size;
  };
  return wires
    .map((wire) => ({
      wire,
      state: states.get(wire.sessionId) ?? { agentNames: {} },
      depth: depthOf(wire.sessionId),
      isMain: wire.agentId === 'main',
    }))
    .toSorted((a, b) => a.depth - b.depth || Number(b.isMain) - Number(a.isMain));
}

/** The turns of sessions, for the sub-agents that work in them. */
class Prompts {
  readonly #bySession = new Map<string, { atMs: number; origin: WorkOrigin }[]>();

  note(sessionFolder: string, atMs: number, origin: WorkOrigin): void {
    const prompts = this.#bySession.get(sessionFolder) ?? [];
    this.#bySession.set(sessionFolder, prompts);
    prompts.push({ atMs, origin });
  }

  originAt({ sessionFolder }: FoundWire, atMs: number, known: KnownLogs): WorkOrigin | undefined {
    const prompts = this.#bySession.get(sessionFolder) ?? [];
    const last = prompts.findLast((prompt) => prompt.atMs <= atMs);
    if (last !== undefined) return last.origin;
    // The session's own log has not grown since, or only later.
    return originIn(known.cursorOf(join(sessionFolder, 'agents', 'main', wireName))?.memory);
  }
}
