import { DigestSet } from '../domain/digest-set.ts';
import type { TokenCounts, TokenUse, Wall } from '../domain/token-use.ts';

const fiveMinutesMs = 5 * 60_000;

/** Whose tokens they are: everything of a token use but its time and figures. */
export type CallKind = Omit<TokenUse, 'at' | 'tokens' | 'calls'>;

/** Collects the calls of one log, folded to five minutes, and whatever else is counted. */
export class CallTally {
  readonly #isCounted: (digest: number) => boolean;
  readonly #uses = new Map<string, TokenUse>();
  readonly #digests: number[] = [];
  readonly #here = new DigestSet();
  /** Most calls are of the same kind as the one before, in the same five minutes. */
  #latest: { readonly kind: CallKind; readonly use: TokenUse } | undefined;
  readonly walls: Wall[] = [];
  knownLines = 0;
  unknownLines = 0;
  unreadableLines = 0;

  constructor(isCounted: (digest: number) => boolean) {
    this.#isCounted = isCounted;
  }

  /** Claims a call; false if it was counted before, here or in another log. */
  claim(digest: number): boolean {
    if (this.#isCounted(digest) || !this.#here.add(digest)) return false;
    this.#digests.push(digest);
    return true;
  }

  /**
   * Counts tokens of a call of this kind at a moment. Callers pass the same object for the same
   * kind. `calls` is 0 if the call itself was counted.
   */
  count(kind: CallKind, atMs: number, tokens: TokenCounts, calls = 1): void {
    const use = this.#useOf(kind, Math.floor(atMs / fiveMinutesMs) * fiveMinutesMs);
    use.tokens.input += tokens.input;
    use.tokens.output += tokens.output;
    use.tokens.cacheRead += tokens.cacheRead;
    use.tokens.cacheCreation += tokens.cacheCreation;
    use.calls += calls;
  }

  uses(): readonly TokenUse[] {
    return [...this.#uses.values()];
  }

  digests(): Float64Array {
    return Float64Array.from(this.#digests);
  }

  #useOf(kind: CallKind, at: number): TokenUse {
    if (this.#latest?.kind === kind && this.#latest.use.at === at) return this.#latest.use;
    const { sessionId, subagent, model, provider, certainty, origin = '' } = kind;
    const key = [at, sessionId, subagent, model, provider, certainty, origin].join('\n');
    const tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
    const use = this.#uses.get(key) ?? { ...kind, at, tokens, calls: 0 };
    this.#uses.set(key, use);
    this.#latest = { kind, use };
    return use;
  }
}

/** A count of a log; anything but a whole number from 0 counts as 0. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
