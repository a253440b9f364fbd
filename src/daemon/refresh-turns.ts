import { Failure, type FailureFacts } from '../domain/failure.ts';
import type { Clock } from '../host/host.ts';
import { ServiceGate } from '../refresh/service-gate.ts';
import type { DueAccount } from './refresh-plan.ts';

/** What decides whose turn it is. */
type TurnAccount = { readonly slot: string; readonly service: string };

export type RefreshTurnsDeps<Account> = {
  readonly clock: Pick<Clock, 'now'>;
  /** Refreshes an account; resolves with the failure if it failed. Never rejects. */
  readonly refresh: (
    due: DueAccount<Account>,
    signal: AbortSignal,
  ) => Promise<FailureFacts | undefined>;
  /** True when the first of them starts, false when the last one has ended. */
  readonly onRefreshing: (refreshing: boolean) => void;
  /** After each end: others may start. */
  readonly onEnd: () => void;
};

type Running = {
  readonly startedAtMs: number;
  readonly request: AbortController;
  readonly ended: Promise<void>;
};

/** Starts refreshes as their services admit them, at most one of an account at a time. */
export class RefreshTurns<Account extends TurnAccount> {
  readonly #deps: RefreshTurnsDeps<Account>;
  readonly #gates = new Map<string, ServiceGate>();
  readonly #running = new Map<string, Running>();
  readonly #wanted = new Map<string, PromiseWithResolvers<void>>();

  constructor(deps: RefreshTurnsDeps<Account>) {
    this.#deps = deps;
  }

  /** Forgets services that are no longer used; users wait no longer for accounts that are gone. */
  setAccounts(accounts: readonly Account[]): void {
    const counts = Map.groupBy(accounts, ({ service }) => service);
    for (const service of this.#gates.keys()) if (!counts.has(service)) this.#gates.delete(service);
    for (const [service, { length }] of counts) this.#gateOf(service).setAccounts(length);
    const slots = new Set(accounts.map(({ slot }) => slot));
    for (const slot of this.#wanted.keys()) if (!slots.has(slot)) this.giveUp(slot);
  }

  /** When the refresh of this account that runs now has started. */
  startedAtMs(slot: string): number | undefined {
    return this.#running.get(slot)?.startedAtMs;
  }

  /** How long this account's service has asked everyone to wait. */
  pausedForMs({ service }: Account): number {
    return this.#gates.get(service)?.pausedForMs(this.#deps.clock.now()) ?? 0;
  }

  /** The end of the account's refresh that runs, or that a user waits for. */
  end(slot: string): Promise<void> | undefined {
    return this.#running.get(slot)?.ended ?? this.#wanted.get(slot)?.promise;
  }

  /** A user waits for this account: it comes before the others. Resolves after its refresh. */
  want(slot: string): Promise<void> {
    const wanted = Promise.withResolvers<void>();
    this.#wanted.set(slot, wanted);
    return wanted.promise;
  }

  isWanted(slot: string): boolean {
    return this.#wanted.has(slot);
  }

  /** The user waits no longer. */
  giveUp(slot: string): void {
    this.#wanted.get(slot)?.resolve();
    this.#wanted.delete(slot);
  }

  /**
   * Starts what may start now, in this order. Returns the milliseconds until more may; Infinity if
   * nothing is left, or if another one must end first.
   */
  start(due: readonly DueAccount<Account>[]): number {
    const nowMs = this.#deps.clock.now();
    let waitMs = Infinity;
    for (const one of due) {
      if (this.#running.has(one.account.slot)) continue;
      const gateMs = this.#gateOf(one.account.service).waitMs(nowMs, one.isRetry);
      if (gateMs > 0) waitMs = Math.min(waitMs, gateMs);
      else this.#run(one, nowMs);
    }
    return waitMs;
  }

  /** Cancels what runs and waits for its end. */
  async close(): Promise<void> {
    for (const slot of this.#wanted.keys()) this.giveUp(slot);
    const running = [...this.#running.values()];
    for (const { request } of running) request.abort(new Failure('cancelled', 'the program ends'));
    await Promise.all(running.map(({ ended }) => ended));
  }

  #run(due: DueAccount<Account>, nowMs: number): void {
    const { slot, service } = due.account;
    if (this.#running.size === 0) this.#deps.onRefreshing(true);
    const gate = this.#gateOf(service);
    gate.enter(nowMs, due.isRetry);
    const request = new AbortController();
    const ended = this.#refresh(due, gate, request.signal);
    this.#running.set(slot, { startedAtMs: nowMs, request, ended });
  }

  async #refresh(due: DueAccount<Account>, gate: ServiceGate, signal: AbortSignal): Promise<void> {
    const { slot } = due.account;
    const failure = await this.#deps.refresh(due, signal);
    gate.leave(this.#deps.clock.now(), due.isRetry, failure);
    this.#running.delete(slot);
    this.giveUp(slot);
    if (this.#running.size === 0) this.#deps.onRefreshing(false);
    this.#deps.onEnd();
  }

  #gateOf(service: string): ServiceGate {
    const known = this.#gates.get(service);
    if (known !== undefined) return known;
    const gate = new ServiceGate();
    this.#gates.set(service, gate);
    return gate;
  }
}
