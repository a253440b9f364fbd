import { hasBytesAt } from '../has-bytes-at.ts';

/** Decodes a text only if it is another one than the last time. */
export class RepeatedText {
  #bytes = Buffer.alloc(0);
  #text = '';

  textAt(bytes: Buffer, start: number, end: number): string {
    if (end - start !== this.#bytes.length || !hasBytesAt(bytes, start, this.#bytes)) {
      this.#bytes = Buffer.from(bytes.subarray(start, end));
      this.#text = this.#bytes.toString('utf8');
    }
    return this.#text;
  }
}
