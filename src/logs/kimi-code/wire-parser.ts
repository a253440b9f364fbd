import { isObject } from '../../domain/shape.ts';
import type { TokenCounts, WorkOrigin } from '../../domain/token-use.ts';
import { countOf, type CallKind, type CallTally } from '../call-tally.ts';
import { Digest } from '../digest.ts';
import { looksLikeObject, parseLine, type LogLine } from '../log-line.ts';
import type { LineParser } from '../read-log.ts';
import type { ModelSource } from './model-source.ts';
import { recordType } from './record-type.ts';
import { RequestModels } from './request-models.ts';
import { wallOf } from './wall-of.ts';
import { isMemory, type WireMemory } from './wire-memory.ts';

/** What the file's place says about its records. */
export interface WireContext {
  readonly sessionId: string;
  /** The folder's name; records of Kimi Code before 0.21 have no id of their own. */
  readonly agentId: string;
  /** The name to show for it. */
  readonly subagent: string;
  readonly project: string;
  /** Whose quota a model alias uses; `known` is what was found the last time. */
  readonly sourceOf: (alias: string, known: ModelSource | undefined) => ModelSource;
  /** The origin of the session's own turn at a moment, for a sub-agent that works in it. */
  readonly originAt?: ((atMs: number) => WorkOrigin | undefined) | undefined;
  /** Gets the origin of each turn. */
  readonly onPrompt?: ((atMs: number, origin: WorkOrigin) => void) | undefined;
}

type WireRecord = Readonly<Record<string, unknown>>;

const attendedKinds = new Set(['user', 'skill_activation', 'plugin_command']);

/** Reads a `wire.jsonl`: counts `usage.record`, and keeps what is needed to understand it. */
export class WireParser implements LineParser {
  readonly #tally: CallTally;
  readonly #context: WireContext;
  readonly #memory: WireMemory;
  readonly #requests: RequestModels;
  #kind:
    | { readonly alias: string; readonly origin: WorkOrigin | undefined; readonly kind: CallKind }
    | undefined;

  constructor(tally: CallTally, context: WireContext, memory: string | undefined) {
    this.#tally = tally;
    this.#context = context;
    const kept: unknown = memory === undefined ? undefined : JSON.parse(memory);
    this.#memory = isMemory(kept) ? kept : { models: {}, sources: {} };
    this.#requests = new RequestModels();
  }

  take(line: LogLine): void {
    const type = looksLikeObject(line) ? recordType(line) : 'unreadable';
    if (type === 'unreadable') this.#tally.unreadableLines += 1;
    else if (type === 'unknown') this.#tally.unknownLines += 1;
    else {
      this.#tally.knownLines += 1;
      if (type === 'usage.record') this.#parse(line, (record) => this.#countCall(record));
      else if (type === 'turn.prompt') this.#parse(line, (record) => this.#notePrompt(record));
      else if (type === 'llm.request' && !this.#requests.isLikeLast(line))
        this.#parse(line, (record) => this.#noteModel(record));
      else if (type === 'turn.ended' && isFailedTurn(line))
        this.#parse(line, (record) => this.#noteFailure(record));
    }
  }

  memory(): string {
    return JSON.stringify(this.#memory);
  }

  #parse(line: LogLine, take: (record: WireRecord) => void): void {
    const record = parseLine(line);
    if (record === undefined) this.#tally.unreadableLines += 1;
    else take(record);
  }

  #countCall({ agentId, model, usage, time }: WireRecord): void {
    if (typeof time !== 'number' || !isObject(usage)) {
      this.#tally.unreadableLines += 1;
      return;
    }
    const named = typeof model === 'string' ? model : '';
    const tokens = countsOf(usage);
    const digest = new Digest()
      .text(typeof agentId === 'string' ? agentId : this.#context.agentId)
      .number(time)
      .text(named)
      .number(tokens.input)
      .number(tokens.output)
      .number(tokens.cacheRead)
      .number(tokens.cacheCreation);
    if (!this.#tally.claim(digest.value())) return;
    this.#tally.count(this.#kindOf(named || (this.#memory.lastAlias ?? ''), time), time, tokens);
  }

  #kindOf(alias: string, atMs: number): CallKind {
    const origin = this.#context.originAt?.(atMs) ?? this.#memory.origin;
    if (this.#kind?.alias === alias && this.#kind.origin === origin) return this.#kind.kind;
    const { provider, certainty, model = alias } = this.#sourceOf(alias);
    const { sessionId, subagent, project } = this.#context;
    const kind: CallKind = {
      agent: 'kimi-code',
      sessionId,
      subagent,
      project,
      model: this.#memory.models[alias] ?? model,
      provider,
      certainty,
      origin,
    };
    this.#kind = { alias, origin, kind };
    return kind;
  }

  #sourceOf(alias: string): ModelSource {
    const source = this.#context.sourceOf(alias, this.#memory.sources[alias]);
    this.#memory.sources[alias] = source;
    return source;
  }

  #noteModel({ model, modelAlias }: WireRecord): void {
    if (typeof modelAlias !== 'string') return;
    this.#memory.lastAlias = modelAlias;
    if (typeof model === 'string') this.#memory.models[modelAlias] = model;
    this.#kind = undefined;
  }

  #notePrompt({ origin, time }: WireRecord): void {
    const kind = isObject(origin) ? origin['kind'] : undefined;
    // A retry repeats the turn before it.
    if (typeof kind !== 'string' || kind === 'retry') return;
    this.#memory.origin = attendedKinds.has(kind) ? 'attended' : 'unattended';
    if (typeof time === 'number') this.#context.onPrompt?.(time, this.#memory.origin);
  }

  #noteFailure(record: WireRecord): void {
    const { lastAlias } = this.#memory;
    if (lastAlias !== undefined && this.#sourceOf(lastAlias).provider !== 'kimi') return;
    const wall = wallOf(record, this.#context.sessionId);
    if (wall !== undefined) this.#tally.walls.push(wall);
  }
}

const failed = Buffer.from('"failed"');

function isFailedTurn({ bytes, start, end }: LogLine): boolean {
  return bytes.subarray(start, end).includes(failed);
}

function countsOf(usage: WireRecord): TokenCounts {
  return {
    input: countOf(usage['inputOther']),
    output: countOf(usage['output']),
    cacheRead: countOf(usage['inputCacheRead']),
    cacheCreation: countOf(usage['inputCacheCreation']),
  };
}
