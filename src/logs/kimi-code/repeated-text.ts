/** Decodes a text only if it is another one than the last time. */
export class RepeatedText {
  #bytes = Buffer.alloc(0);
  #text = '';

  textAt(bytes: Buffer, start: number, end: number): string {
    const isSame =
      end - start === this.#bytes.length &&
      bytes.compare(this.#bytes, 0, this.#bytes.length, start, end) === 0;
    if (!isSame) {
      this.#bytes = Buffer.from(bytes.subarray(start, end));
      this.#text = this.#bytes.toString('utf8');
    }
    return this.#text;
  }
}
