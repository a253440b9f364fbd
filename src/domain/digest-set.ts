/**
 * A set of numbers above 0, such as digests of calls. Unlike `Set`, it takes 8 to 32 bytes for each:
 * there may be a million.
 */
export class DigestSet {
  #slots = new Float64Array(1024);
  #size = 0;

  has(digest: number): boolean {
    return this.#slots[this.#slotOf(digest)] === digest;
  }

  /** True if it was not there before. */
  add(digest: number): boolean {
    const slot = this.#slotOf(digest);
    if (this.#slots[slot] === digest) return false;
    this.#slots[slot] = digest;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  /** Where the digest is, or the free slot where it would be. */
  #slotOf(digest: number): number {
    const mask = this.#slots.length - 1;
    // Of a number this large, it takes the lowest 32 bits.
    let slot = digest & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== digest) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (let at = 0; at < before.length; at += 1) {
      const digest = before[at] ?? 0;
      if (digest !== 0) this.#slots[this.#slotOf(digest)] = digest;
    }
  }
}
