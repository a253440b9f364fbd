import { hasBytesAt } from '../has-bytes-at.ts';
import type { LogLine } from '../log-line.ts';

const start = Buffer.from('{"type":"usage.record",');
const agentKey = Buffer.from('"agentId":"');
const modelKey = Buffer.from('"model":"');
const usageKey = Buffer.from('"usage":{"inputOther":');
const outputKey = Buffer.from(',"output":');
const cacheReadKey = Buffer.from(',"inputCacheRead":');
const cacheCreationKey = Buffer.from(',"inputCacheCreation":');
const scopeKey = Buffer.from('},"usageScope":"');
const timeKey = Buffer.from(',"time":');
const quote = 0x22;
const comma = 0x2c;
const zero = 0x30;
const closeBrace = 0x7d;

/**
 * Reads a `usage.record` in exactly the form that Kimi Code writes, without making an object or a
 * text: a large history has a hundred thousand. False for any other form, which is then parsed as
 * JSON. Backslashes are left to that, too.
 */
export class UsageReader {
  /** Where texts are in the line; both 0 if there is no agent. They mostly repeat. */
  agentStart = 0;
  agentEnd = 0;
  modelStart = 0;
  modelEnd = 0;
  inputOther = 0;
  output = 0;
  inputCacheRead = 0;
  inputCacheCreation = 0;
  time = 0;
  #bytes: Uint8Array = start;
  #at = 0;
  #number = 0;

  read({ bytes, start: from, end }: LogLine): boolean {
    this.#bytes = bytes;
    this.#at = from;
    if (!this.#skip(start)) return false;
    this.agentStart = this.#at + agentKey.length;
    this.agentEnd = this.#skip(agentKey) ? this.#skipText() : this.agentStart;
    if (this.agentEnd === this.agentStart) this.agentStart = this.agentEnd = 0;
    if (!this.#skip(modelKey)) return false;
    this.modelStart = this.#at;
    this.modelEnd = this.#skipText();
    if (!this.#skipNumber(usageKey)) return false;
    this.inputOther = this.#number;
    if (!this.#skipNumber(outputKey)) return false;
    this.output = this.#number;
    if (!this.#skipNumber(cacheReadKey)) return false;
    this.inputCacheRead = this.#number;
    if (!this.#skipNumber(cacheCreationKey)) return false;
    this.inputCacheCreation = this.#number;
    if (!this.#skip(scopeKey)) return false;
    this.#skipText();
    this.#at -= 1;
    if (!this.#skipNumber(timeKey)) return false;
    this.time = this.#number;
    return bytes[this.#at] === closeBrace && this.#at + 1 === end;
  }

  #skip(key: Uint8Array): boolean {
    if (!hasBytesAt(this.#bytes, this.#at, key)) return false;
    this.#at += key.length;
    return true;
  }

  /** Moves behind the text and its comma; returns where the text ends. */
  #skipText(): number {
    const bytes = this.#bytes;
    let end = this.#at;
    while (end < bytes.length && bytes[end] !== quote) end += 1;
    this.#at = bytes[end + 1] === comma ? end + 2 : Number.POSITIVE_INFINITY;
    return end;
  }

  #skipNumber(key: Uint8Array): boolean {
    if (!this.#skip(key)) return false;
    let value = 0;
    let at = this.#at;
    for (; at < this.#at + 16; at += 1) {
      const digit = (this.#bytes[at] ?? 0) - zero;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (at === this.#at || at === this.#at + 16) return false;
    this.#at = at;
    this.#number = value;
    return true;
  }
}
