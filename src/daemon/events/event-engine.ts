import { isQuietAt, type QuietHours } from '../../domain/quiet-hours.ts';
import {
  forgottenAfterMs,
  observeAccount,
  type AccountObservation,
} from '../../domain/events/account-events.ts';
import type { AccountMemory, EventMemory } from '../../domain/events/event-memory.ts';
import type { UsageEvent } from '../../domain/events/usage-event.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { Log } from '../../host/host.ts';
import { maxAtOnce } from '../../refresh/service-gate.ts';

export type EventEngineDeps = {
  readonly log: Log;
  /** Survives restarts; `read` returns undefined if there is none, or none that can be used. */
  readonly memory: { read(): EventMemory | undefined; write(memory: EventMemory): Promise<void> };
  /** Called each time: settings may change while it runs. */
  readonly settings: () => {
    readonly thresholds: readonly number[];
    readonly lowIfLasting: boolean;
    readonly quietHours?: QuietHours | undefined;
  };
};

/** What was merely observed of many accounts is written this far apart. */
const writeGapMs = 60_000;

/**
 * Derives events from whole states, each once, also over restarts. If the memory cannot be read or
 * written, events go on and may repeat after a restart.
 */
export class EventEngine {
  readonly #deps: EventEngineDeps;
  #memory: EventMemory;
  #written: string;
  #writing: Promise<void> = Promise.resolve();
  #writtenAtMs = -Infinity;
  #seen: ReadonlySet<UsageOutcome> = new Set();

  constructor(deps: EventEngineDeps) {
    this.#deps = deps;
    this.#memory = deps.memory.read() ?? { accounts: [] };
    this.#written = JSON.stringify(this.#memory);
  }

  /** The events of this state, usually none. The same state again has none. */
  observe(state: UsageState): readonly UsageEvent[] {
    if (!state.enabled) return [];
    const { quietHours, ...rest } = this.#deps.settings();
    const rules = { ...rest, quiet: isQuietAt(state.atMs, quietHours) };
    const events: UsageEvent[] = [];
    const known = new Map(this.#memory.accounts.map((one) => [one.account, one]));
    const accounts = state.accounts.flatMap(
      ({ account, outcome, priceChange }): AccountMemory[] => {
        const before = known.get(account);
        if (outcome === undefined) return before === undefined ? [] : [before];
        const observation: AccountObservation = {
          outcome,
          priceChange,
          isNew: !this.#seen.has(outcome),
          nowMs: state.atMs,
          account,
        };
        const after = observeAccount(before, observation, rules);
        events.push(...after.events);
        return [after.memory];
      },
    );
    this.#seen = new Set(state.accounts.flatMap(({ outcome }) => outcome ?? []));
    this.#memory = { accounts: [...accounts, ...this.#absentAccounts(state)] };
    const sinceMs = Math.abs(state.atMs - this.#writtenAtMs);
    if (events.length > 0 || accounts.length <= maxAtOnce || sinceMs >= writeGapMs)
      this.#write(state.atMs);
    for (const { kind } of events) this.#deps.log.debug('event', { kind });
    return events;
  }

  /** Resolves when the memory is on disk. */
  flush(): Promise<void> {
    this.#write(this.#writtenAtMs);
    return this.#writing;
  }

  /** Accounts that have no outcome yet, or were removed from the settings and may return. */
  #absentAccounts({ accounts, atMs }: UsageState): AccountMemory[] {
    const shown = new Set(accounts.map(({ account }) => account));
    const isRecent = ({ windows }: AccountMemory): boolean =>
      Object.values(windows).some(({ seenAtMs }) => atMs - seenAtMs < forgottenAfterMs);
    return this.#memory.accounts.filter((known) => !shown.has(known.account) && isRecent(known));
  }

  /** Writes one after the other; the latest memory wins. */
  #write(atMs: number): void {
    const text = JSON.stringify(this.#memory);
    this.#writtenAtMs = atMs;
    if (text === this.#written) return;
    this.#written = text;
    this.#writing = this.#writeAfter(this.#writing, this.#memory, text);
  }

  async #writeAfter(earlier: Promise<void>, memory: EventMemory, text: string): Promise<void> {
    await earlier;
    if (text !== this.#written) return;
    try {
      await this.#deps.memory.write(memory);
    } catch (error) {
      this.#deps.log.debug('the memory of events could not be saved', { reason: String(error) });
    }
  }
}
