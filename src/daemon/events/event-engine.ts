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

/**
 * Derives events from whole states, each once, also over restarts. If the memory cannot be read or
 * written, events go on and may repeat after a restart.
 */
export class EventEngine {
  readonly #deps: EventEngineDeps;
  #memory: EventMemory;
  #written: string;
  #writing: Promise<void> = Promise.resolve();
  #seen: readonly UsageOutcome[] = [];

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
    const accounts = state.accounts.flatMap(
      ({ account, outcome, priceChange }): AccountMemory[] => {
        const before = this.#memory.accounts.find((candidate) => candidate.account === account);
        if (outcome === undefined) return before === undefined ? [] : [before];
        const observation: AccountObservation = {
          outcome,
          priceChange,
          isNew: !this.#seen.includes(outcome),
          nowMs: state.atMs,
          account,
        };
        const after = observeAccount(before, observation, rules);
        events.push(...after.events);
        return [after.memory];
      },
    );
    this.#seen = state.accounts.flatMap(({ outcome }) => outcome ?? []);
    this.#remember({ accounts: [...accounts, ...this.#absentAccounts(state)] });
    for (const { kind } of events) this.#deps.log.debug('event', { kind });
    return events;
  }

  /** Resolves when the memory is on disk. */
  flush(): Promise<void> {
    return this.#writing;
  }

  /** Accounts that have no outcome yet, or were removed from the settings and may return. */
  #absentAccounts({ accounts, atMs }: UsageState): AccountMemory[] {
    const isShown = (known: AccountMemory): boolean =>
      accounts.some(({ account }) => account === known.account);
    const isRecent = ({ windows }: AccountMemory): boolean =>
      Object.values(windows).some(({ seenAtMs }) => atMs - seenAtMs < forgottenAfterMs);
    return this.#memory.accounts.filter((known) => !isShown(known) && isRecent(known));
  }

  /** Writes one after the other; the latest memory wins. */
  #remember(memory: EventMemory): void {
    const text = JSON.stringify(memory);
    if (text === this.#written) return;
    this.#memory = memory;
    this.#written = text;
    this.#writing = this.#writeAfter(this.#writing, memory);
  }

  async #writeAfter(earlier: Promise<void>, memory: EventMemory): Promise<void> {
    await earlier;
    if (memory !== this.#memory) return;
    try {
      await this.#deps.memory.write(memory);
    } catch (error) {
      this.#deps.log.debug('the memory of events could not be saved', { reason: String(error) });
    }
  }
}
