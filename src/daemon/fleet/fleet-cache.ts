import type { Settings } from '../../config/settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { FleetAnswer, FleetPage } from '../../domain/fleet.ts';
import type { Host } from '../../host/host.ts';

/** Exporters push once a minute: asking more often says nothing new. */
const maxAgeMs = 30_000;
/** An engine that comes back is noticed sooner. */
const maxTroubleAgeMs = 5000;
/** One is a page of a team, a few KiB. */
const maxAnswers = 16;

type Remembered = {
  readonly answer: Promise<FleetAnswer>;
  /** Epoch milliseconds; infinite until it has arrived. */
  expiresAtMs: number;
};

/** Asks the metrics engine for the page: any number of viewers cost one set of queries. */
export class FleetCache {
  readonly #host: Pick<Host, 'http' | 'clock'>;
  readonly #settings: () => Settings['fleet'];
  readonly #closing = new AbortController();
  readonly #answers = new Map<string, Remembered>();

  constructor(host: Pick<Host, 'http' | 'clock'>, settings: () => Settings['fleet']) {
    this.#host = host;
    this.#settings = settings;
  }

  /** A page of the fleet, at most half a minute old. Rejects with `cancelled` after `close`. */
  async read(wanted: FleetPage): Promise<FleetAnswer> {
    const { url, token } = this.#settings();
    if (url === undefined) return { kind: 'not-set' };
    this.#forgetExpired();
    const { page, limit, team } = wanted;
    const key = JSON.stringify([url, token?.open(), page, limit, team]);
    const remembered = this.#answers.get(key) ?? this.#ask(key, wanted);
    return remembered.answer;
  }

  close(): void {
    this.#closing.abort(new Failure('cancelled', 'the program ends'));
  }

  #ask(key: string, wanted: FleetPage): Remembered {
    const remembered = { answer: this.#query(wanted), expiresAtMs: Infinity };
    this.#answers.set(key, remembered);
    void this.#expire(key, remembered);
    return remembered;
  }

  async #expire(key: string, remembered: Remembered): Promise<void> {
    try {
      const { kind } = await remembered.answer;
      const ageMs = kind === 'fleet' ? maxAgeMs : maxTroubleAgeMs;
      remembered.expiresAtMs = this.#host.clock.now() + ageMs;
    } catch {
      this.#answers.delete(key);
    }
  }

  async #query(wanted: FleetPage): Promise<FleetAnswer> {
    const { url = '', token } = this.#settings();
    const { askEngine } = await import('./ask-engine.ts');
    const engine = { url: new URL(url), token };
    return askEngine(this.#host, { ...wanted, engine, signal: this.#closing.signal });
  }

  /** Also the oldest, if too many are remembered. A clock that was set back expires them, too. */
  #forgetExpired(): void {
    const nowMs = this.#host.clock.now();
    for (const [key, { expiresAtMs }] of this.#answers) {
      const isUnderWay = expiresAtMs === Infinity;
      const isFresh = expiresAtMs > nowMs && expiresAtMs <= nowMs + maxAgeMs;
      if (!isUnderWay && (!isFresh || this.#answers.size >= maxAnswers)) this.#answers.delete(key);
    }
  }
}
