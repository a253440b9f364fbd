import { parseLine, type LogLine } from '../log-line.ts';

/** The records that count. */
export type CountedType = 'usage.record' | 'llm.request' | 'turn.prompt' | 'turn.ended';

const countedTypes: readonly CountedType[] = [
  'usage.record',
  'llm.request',
  'turn.prompt',
  'turn.ended',
];

/** All other records of the versions up to 2.1; newer ones only show how much is unknown. */
const otherTypes = `
  metadata forked config.update profile.bind runtime.set_binding tools.set_active_tools
  permission.set_mode permission.record_approval_result plugin.session_start
  context.append_message context.append_loop_event context.apply_compaction context.undo
  context.rewind agent.message.appended agent.turn.started agent.turn.ended
  llm.tools_snapshot mcp.tools_discovered
  token_counting.measured token_counting.turn_recorded token_counting.rebased
  turn.cancel turn.step.interrupted turn.step.retrying prompt.completed prompt.aborted
  interaction.request interaction.resolved subagent.spawned subagent.started subagent.completed
  subagent.failed task.started task.terminated full_compaction.begin full_compaction.complete
  swarm_mode.enter swarm_mode.exit goal.update
`
  .trim()
  .split(/\s+/);

const quote = 0x22;
/** Kimi Code writes the type first, except in its events, which have it behind their content. */
const typeFirst = Buffer.from('{"type":"');
const typeLater = Buffer.from('"type":"');

const countedByHash = new Map(
  countedTypes.map((type) => [hashOf(Buffer.from(`${type}"`), 0), type]),
);
const otherHashes = new Set(otherTypes.map((type) => hashOf(Buffer.from(`${type}"`), 0)));

/**
 * The type of a record if it counts, `other` for a known one that does not, `unknown`, or
 * `unreadable`. Nearly a million lines of a large history pass here, so nothing is decoded.
 */
export function recordType(line: LogLine): CountedType | 'other' | 'unknown' | 'unreadable' {
  const at = findType(line);
  if (at === undefined) return typeInAnyOrder(line);
  const hash = hashOf(line.bytes, at);
  return countedByHash.get(hash) ?? (otherHashes.has(hash) ? 'other' : 'unknown');
}

function findType({ bytes, start, end }: LogLine): number | undefined {
  const isFirst = bytes[start + 2] === typeFirst[2] && bytes[start + 8] === quote;
  if (isFirst && bytes[start + 6] === quote && bytes[start + 3] === typeFirst[3])
    return start + typeFirst.length;
  const at = bytes.lastIndexOf(typeLater, end - typeLater.length);
  return at < start ? undefined : at + typeLater.length;
}

/** Written with blanks, or by something else than Kimi Code. */
function typeInAnyOrder(line: LogLine): CountedType | 'other' | 'unknown' | 'unreadable' {
  const record = parseLine(line);
  if (record === undefined) return 'unreadable';
  const type = String(record['type']);
  return (
    countedTypes.find((counted) => counted === type) ??
    (otherTypes.includes(type) ? 'other' : 'unknown')
  );
}

/** Of the bytes up to the next quote. */
function hashOf(bytes: Uint8Array, from: number): number {
  let hash = 17;
  const last = Math.min(bytes.length, from + 48);
  for (let at = from; at < last; at += 1) {
    const code = bytes[at] ?? quote;
    if (code === quote) break;
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  return hash;
}
