import { isObject } from '../../domain/shape.ts';
import { countOf, type CallKind, type CallTally } from '../call-tally.ts';
import { Digest } from '../digest.ts';
import { looksLikeObject, parseLine, type LogLine } from '../log-line.ts';
import type { LineParser } from '../read-log.ts';

const counted = Buffer.from('"token_usage"');
const format = Buffer.from('"timestamp"');
const metadata = Buffer.from('"metadata"');

/**
 * Reads the `wire.jsonl` of kimi-cli, whose `StatusUpdate` messages state the tokens of a call.
 * All of them are Kimi quota, and none names its model.
 */
export class StatusParser implements LineParser {
  readonly #tally: CallTally;
  readonly #kind: CallKind;

  constructor(tally: CallTally, place: Pick<CallKind, 'sessionId' | 'subagent' | 'project'>) {
    this.#tally = tally;
    const payer = { provider: 'kimi', certainty: 'exact' } as const;
    this.#kind = { agent: 'kimi-cli', ...place, model: 'kimi-for-coding', ...payer };
  }

  take(line: LogLine): void {
    const bytes = line.bytes.subarray(line.start, line.end);
    if (!looksLikeObject(line)) this.#tally.unreadableLines += 1;
    else if (bytes.includes(counted)) this.#takeStatus(line);
    else if (bytes.includes(format) || bytes.includes(metadata)) this.#tally.knownLines += 1;
    else this.#tally.unknownLines += 1;
  }

  memory(): string {
    return '{}';
  }

  #takeStatus(line: LogLine): void {
    const record = parseLine(line);
    if (record === undefined) {
      this.#tally.unreadableLines += 1;
      return;
    }
    this.#tally.knownLines += 1;
    const { timestamp, message } = record;
    const isStatus = isObject(message) && message['type'] === 'StatusUpdate';
    const payload = isStatus ? message['payload'] : undefined;
    const usage = isObject(payload) ? payload['token_usage'] : undefined;
    if (typeof timestamp !== 'number' || !isObject(payload) || !isObject(usage)) return;
    const tokens = {
      input: countOf(usage['input_other']),
      output: countOf(usage['output']),
      cacheRead: countOf(usage['input_cache_read']),
      cacheCreation: countOf(usage['input_cache_creation']),
    };
    const atMs = Math.round(timestamp * 1000);
    const id = payload['message_id'];
    const digest = new Digest().text('kimi-cli');
    // Several updates of one message repeat its tokens.
    if (typeof id === 'string') digest.text(id);
    else digest.number(atMs).number(tokens.input).number(tokens.output).number(tokens.cacheRead);
    if (this.#tally.claim(digest.value())) this.#tally.count(this.#kind, atMs, tokens);
  }
}
