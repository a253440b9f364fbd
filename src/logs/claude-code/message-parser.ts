import { isObject, isShape, isNumber } from '../../domain/shape.ts';
import type { Certainty, TokenCounts } from '../../domain/token-use.ts';
import { countOf, type CallKind, type CallTally } from '../call-tally.ts';
import { Digest } from '../digest.ts';
import { looksLikeObject, parseLine, type LogLine } from '../log-line.ts';
import type { LineParser } from '../read-log.ts';

const assistant = Buffer.from('"assistant"');
const kimiModel = /"model":\s*"(k3|kimi-)/;
const format = Buffer.from('"type"');

/** A message that may go on in the next line. */
interface OpenMessage {
  readonly digest: number;
  readonly tokens: TokenCounts;
}

const isOpenMessage = isShape<OpenMessage>({
  digest: isNumber,
  tokens: isShape<TokenCounts>({
    input: isNumber,
    output: isNumber,
    cacheRead: isNumber,
    cacheCreation: isNumber,
  }),
});

/**
 * Reads a log of Claude Code: one row for each part of a message, all with the message's usage so
 * far. Only messages of Kimi's models count.
 */
export class MessageParser implements LineParser {
  readonly #tally: CallTally;
  readonly #certainty: Certainty;
  readonly #kinds = new Map<string, CallKind>();
  #open: OpenMessage | undefined;

  constructor(tally: CallTally, certainty: Certainty, memory: string | undefined) {
    this.#tally = tally;
    this.#certainty = certainty;
    const kept: unknown = memory === undefined ? undefined : JSON.parse(memory);
    this.#open = isOpenMessage(kept) ? kept : undefined;
  }

  take(line: LogLine): void {
    const bytes = line.bytes.subarray(line.start, line.end);
    if (!looksLikeObject(line)) this.#tally.unreadableLines += 1;
    else if (!bytes.includes(format)) this.#tally.unknownLines += 1;
    else if (bytes.includes(assistant) && kimiModel.test(bytes.toString('latin1')))
      this.#takeRow(line);
    else this.#tally.knownLines += 1;
  }

  memory(): string {
    return JSON.stringify(this.#open ?? {});
  }

  #takeRow(line: LogLine): void {
    const row = parseLine(line);
    if (row === undefined) {
      this.#tally.unreadableLines += 1;
      return;
    }
    this.#tally.knownLines += 1;
    const { message, timestamp, type } = row;
    const atMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
    if (type !== 'assistant' || !isObject(message) || Number.isNaN(atMs)) return;
    const { id, model, usage } = message;
    if (typeof id !== 'string' || typeof model !== 'string' || !isObject(usage)) return;
    if (!/^(k3|kimi-)/.test(model)) return;
    this.#count(this.#kindOf(row, model), { id, atMs, tokens: countsOf(usage) });
  }

  /** Later rows of a message only add what is more than in the rows before. */
  #count(kind: CallKind, message: { id: string; atMs: number; tokens: TokenCounts }): void {
    const { id, atMs, tokens } = message;
    const digest = new Digest().text('claude-code').text(id).value();
    if (this.#tally.claim(digest)) {
      this.#tally.count(kind, atMs, tokens);
      this.#open = { digest, tokens };
    } else if (this.#open?.digest === digest) {
      const before = this.#open.tokens;
      this.#tally.count(kind, atMs, differenceOf(tokens, before), 0);
      this.#open = { digest, tokens: maximumOf(tokens, before) };
    }
  }

  #kindOf(row: Readonly<Record<string, unknown>>, model: string): CallKind {
    const { sessionId, cwd, isSidechain } = row;
    const session = typeof sessionId === 'string' ? sessionId : '';
    const project = typeof cwd === 'string' ? cwd : '';
    const subagent = isSidechain === true ? 'sub-agent' : 'main';
    const key = [session, project, subagent, model].join('\n');
    const kind: CallKind = this.#kinds.get(key) ?? {
      agent: 'claude-code',
      sessionId: session,
      subagent,
      project,
      model,
      provider: 'kimi',
      certainty: this.#certainty,
    };
    this.#kinds.set(key, kind);
    return kind;
  }
}

function countsOf(usage: Readonly<Record<string, unknown>>): TokenCounts {
  return {
    input: countOf(usage['input_tokens']),
    output: countOf(usage['output_tokens']),
    cacheRead: countOf(usage['cache_read_input_tokens']),
    cacheCreation: countOf(usage['cache_creation_input_tokens']),
  };
}

function combine(
  a: TokenCounts,
  b: TokenCounts,
  one: (a: number, b: number) => number,
): TokenCounts {
  return {
    input: one(a.input, b.input),
    output: one(a.output, b.output),
    cacheRead: one(a.cacheRead, b.cacheRead),
    cacheCreation: one(a.cacheCreation, b.cacheCreation),
  };
}

function differenceOf(now: TokenCounts, before: TokenCounts): TokenCounts {
  return combine(now, before, (a, b) => Math.max(0, a - b));
}

function maximumOf(now: TokenCounts, before: TokenCounts): TokenCounts {
  return combine(now, before, Math.max);
}
