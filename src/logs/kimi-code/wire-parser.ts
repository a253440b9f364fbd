import { isObject } from '../../domain/shape.ts';
import type { TokenCounts, WorkOrigin } from '../../domain/token-use.ts';
import { countOf, type CallKind, type CallTally } from '../call-tally.ts';
import { Digest } from '../digest.ts';
import { looksLikeObject, parseLine, type LogLine } from '../log-line.ts';
import type { LineParser } from '../read-log.ts';
import type { ModelSource } from './model-source.ts';
import { recordType, type CountedType } from './record-type.ts';
import { RequestModels } from './request-models.ts';
import { RepeatedText } from './repeated-text.ts';
import { UsageReader } from './usage-reader.ts';
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
  readonly #requests = new RequestModels();
  readonly #usage = new UsageReader();
  readonly #agents = new RepeatedText();
  readonly #aliases = new RepeatedText();
  /** Of the call that is being counted. */
  readonly #tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  #kind:
    | { readonly alias: string; readonly origin: WorkOrigin | undefined; readonly kind: CallKind }
    | undefined;

  constructor(tally: CallTally, context: WireContext, memory: string | undefined) {
    this.#tally = tally;
    this.#context = context;
    const kept: unknown = memory === undefined ? undefined : JSON.parse(memory);
    this.#memory = isMemory(kept) ? kept : { models: {}, sources: {} };
  }

  take(line: LogLine): void {
    const type = looksLikeObject(line) ? recordType(line) : 'unreadable';
    if (type === 'unreadable') this.#tally.unreadableLines += 1;
    else if (type === 'unknown') this.#tally.unknownLines += 1;
    else {
      this.#tally.knownLines += 1;
      if (type === 'usage.record') this.#takeUsage(line);
      else if (type !== 'other' && this.#isNews(type, line)) this.#takeRecord(type, line);
    }
  }

  memory(): string {
    return JSON.stringify(this.#memory);
  }

  /** Most records say the same as the one before, or nothing that counts. */
  #isNews(type: CountedType, line: LogLine): boolean {
    if (type === 'llm.request') return !this.#requests.isLikeLast(line);
    return type !== 'turn.ended' || isFailedTurn(line);
  }

  #takeUsage(line: LogLine): void {
    if (this.#usage.read(line)) this.#countFields(line.bytes);
    else this.#takeRecord('usage.record', line);
  }

  #takeRecord(type: CountedType, line: LogLine): void {
    const record = parseLine(line);
    if (record === undefined) this.#tally.unreadableLines += 1;
    else if (type === 'usage.record') this.#countCall(record);
    else if (type === 'llm.request') this.#noteModel(record);
    else if (type === 'turn.prompt') this.#notePrompt(record);
    else this.#noteFailure(record);
  }

  #countFields(bytes: Buffer): void {
    const usage = this.#usage;
    const agent =
      usage.agentEnd === 0
        ? this.#context.agentId
        : this.#agents.textAt(bytes, usage.agentStart, usage.agentEnd);
    this.#tokens.input = usage.inputOther;
    this.#tokens.output = usage.output;
    this.#tokens.cacheRead = usage.inputCacheRead;
    this.#tokens.cacheCreation = usage.inputCacheCreation;
    const alias = this.#aliases.textAt(bytes, usage.modelStart, usage.modelEnd);
    this.#count({ agent, alias, atMs: usage.time, tokens: this.#tokens });
  }

  #countCall({ agentId, model, usage, time }: WireRecord): void {
    if (typeof time !== 'number' || !isObject(usage)) {
      this.#tally.unreadableLines += 1;
      return;
    }
    this.#count({
      agent: typeof agentId === 'string' ? agentId : this.#context.agentId,
      alias: typeof model === 'string' ? model : '',
      atMs: time,
      tokens: countsOf(usage),
    });
  }

  /** `alias` is empty if the record names none. */
  #count(call: { agent: string; alias: string; atMs: number; tokens: TokenCounts }): void {
    const { agent, alias, atMs, tokens } = call;
    const digest = new Digest()
      .text(agent)
      .number(atMs)
      .text(alias)
      .number(tokens.input)
      .number(tokens.output)
      .number(tokens.cacheRead)
      .number(tokens.cacheCreation);
    if (!this.#tally.claim(digest.value())) return;
    const kind = this.#kindOf(alias || (this.#memory.lastAlias ?? ''), atMs);
    this.#tally.count(kind, atMs, tokens);
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
