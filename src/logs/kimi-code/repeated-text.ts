/** Decodes a text only if it is another one than the last time. */
export class RepeatedText {
  #bytes = Buffer.alloc(0);
  #text = '';

  textAt(bytes: Buffer, start: number, end: number): string {
    if (end - start !== this.#bytes.length || !this.#isAt(bytes, start)) {
      this.#bytes = Buffer.from(bytes.subarray(start, end));
      this.#text = this.#bytes.toString('utf8');
    }
    return this.#text;
  }

  /** For texts this short, a loop is faster than a call of `Buffer.compare`. */
  #isAt(bytes: Buffer, start: number): boolean {
    const known = this.#bytes;
    for (let index = 0; index < known.length; index += 1)
      if (known[index] !== bytes[start + index]) return false;
    return true;
  }
}
