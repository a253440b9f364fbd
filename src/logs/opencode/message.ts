import type { LogCursor, LogReading } from '../../domain/log-reading.ts';
import type { TokenCounts } from '../../domain/token-use.ts';
import { countOf, type CallKind, type CallTally } from '../call-tally.ts';
import { Digest } from '../digest.ts';
import type { FoundLog } from '../log-corner.ts';

/** OpenCode's providers that the Kimi quota pays for. */
const kimiProviders = new Set(['kimi-for-coding', 'kimi-code-plan-global', 'kimi-code-plan-cn']);

/** What counts of an assistant's message. */
export interface OpenCodeMessage {
  readonly id: string;
  readonly sessionId: string;
  readonly project: string;
  readonly provider: string;
  readonly model: string;
  readonly completedAtMs: number;
  readonly tokens: TokenCounts;
}

/** Counts a message once. */
export function countMessage(tally: CallTally, message: OpenCodeMessage): void {
  const { id, sessionId, project, provider, model, completedAtMs, tokens } = message;
  tally.knownLines += 1;
  if (!tally.claim(new Digest().text('opencode').text(id).value())) return;
  const kind: CallKind = {
    agent: 'opencode',
    sessionId,
    subagent: 'main',
    project,
    model,
    provider: kimiProviders.has(provider) ? 'kimi' : provider,
    certainty: 'exact',
  };
  tally.count(kind, completedAtMs, tokens);
}

/** OpenCode states reasoning apart from output; both are generated, and cost the same. */
export function tokensOf(values: {
  readonly input: unknown;
  readonly output: unknown;
  readonly reasoning: unknown;
  readonly cacheRead: unknown;
  readonly cacheWrite: unknown;
}): TokenCounts {
  return {
    input: countOf(values.input),
    output: countOf(values.output) + countOf(values.reasoning),
    cacheRead: countOf(values.cacheRead),
    cacheCreation: countOf(values.cacheWrite),
  };
}

/** What reading messages gave, if there are no lines to mark. */
export function messageReading(
  { agent, path, facts }: FoundLog,
  tally: CallTally,
  { memory, before }: { readonly memory: string; readonly before: LogCursor | undefined },
): LogReading {
  return {
    cursor: {
      path,
      agent,
      ...facts,
      offset: 0,
      headDigest: 0,
      lastLineAt: 0,
      lastLineDigest: 0,
      memory,
      knownLines: (before?.knownLines ?? 0) + tally.knownLines,
      unknownLines: 0,
      unreadableLines: tally.unreadableLines,
    },
    uses: tally.uses(),
    walls: [],
    digests: tally.digests(),
  };
}
