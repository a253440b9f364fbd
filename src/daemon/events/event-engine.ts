import { isQuietAt, type QuietHours } from '../../domain/quiet-hours.ts';
import { forgottenAfterMs, observeAccount } from '../../domain/events/account-events.ts';
import type { AccountMemory, EventMemory } from '../../domain/events/event-memory.ts';
import type { UsageEvent } from '../../domain/events/usage-event.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { Log } from '../../host/host.ts';

export type EventEngineDeps = {
  readonly log: Log;
  /** What outlives a restart: undefined where there is nothing, or nothing that can be used. */
  readonly memory: { read(): EventMemory | undefined; write(memory: EventMemory): Promise<void> };
  /** Asked each time, since settings may change while it runs. */
  readonly settings: () => {
    readonly thresholds: readonly number[];
    readonly quietHours?: QuietHours | undefined;
  };
};

export type EventEngine = {
  /** What there is to tell now that the state is this; most of the time nothing. Calling it twice with one state tells nothing twice. */
  observe(state: UsageState): readonly UsageEvent[];
  /** Resolves when all that was told is on disk. */
  flush(): Promise<void>;
};

/**
 * Watches whole states go by and tells what happened, each thing once, also over restarts. Where the memory can't be read
 * or written, events go on and may repeat after a restart.
 */
export function createEventEngine({ log, memory: file, settings }: EventEngineDeps): EventEngine {
  let memory: EventMemory = file.read() ?? { accounts: [] };
  let written = JSON.stringify(memory);
  let writing = Promise.resolve();
  let seen: readonly UsageOutcome[] = [];

  function observe(state: UsageState): readonly UsageEvent[] {
    if (!state.enabled) return [];
    const { thresholds, quietHours } = settings();
    const rules = { thresholds, quiet: isQuietAt(state.atMs, quietHours) };
    const events: UsageEvent[] = [];
    const accounts = state.accounts.flatMap(({ account, outcome }): AccountMemory[] => {
      const before = memory.accounts.find((candidate) => candidate.account === account);
      if (outcome === undefined) return before === undefined ? [] : [before];
      const facts = {
        outcome,
        isNew: !seen.includes(outcome),
        nowMs: state.atMs,
        account,
      };
      const after = observeAccount(before, facts, rules);
      events.push(...after.events);
      return [after.memory];
    });
    seen = state.accounts.flatMap(({ outcome }) => outcome ?? []);
    keep({ accounts: [...accounts, ...absent(state)] });
    for (const { kind } of events) log.debug('event', { kind });
    return events;
  }

  /** A state says nothing of accounts that are yet to be asked, or were taken out of the settings and may return. */
  function absent({ accounts, atMs }: UsageState): AccountMemory[] {
    const isShown = (known: AccountMemory): boolean =>
      accounts.some(({ account }) => account === known.account);
    const isRecent = ({ windows }: AccountMemory): boolean =>
      Object.values(windows).some(({ seenAtMs }) => atMs - seenAtMs < forgottenAfterMs);
    return memory.accounts.filter((known) => !isShown(known) && isRecent(known));
  }

  /** One write after the other; the newest memory wins. */
  function keep(after: EventMemory): void {
    const text = JSON.stringify(after);
    if (text === written) return;
    memory = after;
    written = text;
    writing = writeAfter(writing, memory);
  }

  async function writeAfter(earlier: Promise<void>, kept: EventMemory): Promise<void> {
    await earlier;
    if (kept !== memory) return;
    try {
      await file.write(kept);
    } catch (error) {
      log.debug('the memory of events could not be kept', { reason: String(error) });
    }
  }

  return { observe, flush: () => writing };
}
