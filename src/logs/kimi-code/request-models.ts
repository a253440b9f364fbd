import { hasBytesAt } from '../has-bytes-at.ts';
import type { LogLine } from '../log-line.ts';

const modelKey = Buffer.from('"model":"');
/** A model and its alias, as Kimi Code writes them one behind the other. */
const pairBytes = 96;

/**
 * Finds out without parsing whether an `llm.request` names the same model and alias as the one
 * before it, as nearly every one does.
 */
export class RequestModels {
  readonly #last = Buffer.alloc(pairBytes);
  #length = 0;
  /** Of the pair in its line. */
  #offset = 0;

  /** False if the line must be parsed. */
  isLikeLast({ bytes, start, end }: LogLine): boolean {
    if (this.#isAt(bytes, start + this.#offset, end)) return true;
    const at = bytes.indexOf(modelKey, start);
    if (at < 0 || at >= end) return false;
    this.#offset = at - start;
    if (this.#isAt(bytes, at, end)) return true;
    const length = pairLength(bytes, at, Math.min(end, at + pairBytes));
    if (length === undefined) return false;
    bytes.copy(this.#last, 0, at, at + length);
    this.#length = length;
    return false;
  }

  #isAt(bytes: Buffer, at: number, end: number): boolean {
    const length = this.#length;
    if (length === 0 || at + length >= end || bytes[at + length] !== quote) return false;
    return hasBytesAt(bytes, at, this.#last, length);
  }
}

const aliasKey = Buffer.from('"modelAlias":"');
const quote = 0x22;

/** Of `"model":"…","modelAlias":"…"`; undefined if it is written in another way. */
function pairLength(bytes: Buffer, at: number, last: number): number | undefined {
  const modelEnd = bytes.indexOf(quote, at + modelKey.length);
  const aliasAt = modelEnd + 2;
  const valueAt = aliasAt + aliasKey.length;
  if (modelEnd < 0 || valueAt >= last) return undefined;
  if (bytes.compare(aliasKey, 0, aliasKey.length, aliasAt, valueAt) !== 0) return undefined;
  const aliasEnd = bytes.indexOf(quote, valueAt);
  return aliasEnd < 0 || aliasEnd >= last ? undefined : aliasEnd - at;
}
