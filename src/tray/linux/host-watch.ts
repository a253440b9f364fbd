import type { Clock, Log } from '../../host/host.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';

const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
} as const;

const ownerChanged = {
  interface: 'org.freedesktop.DBus',
  member: 'NameOwnerChanged',
  sender: 'org.freedesktop.DBus',
  firstArgument: watcher.destination,
} as const;

/** GNOME's extension sometimes loses an item that registers while the extension starts. */
const readTimeoutMs = 2_500;
const maxRetries = 3;
/** A watcher that keeps dropping the item does not want it. */
const maxReturns = 3;

export type WatchDeps = {
  readonly bus: SessionBus;
  readonly clock: Clock;
  readonly log: Log;
  /** The bus name of the item. */
  readonly name: string;
};

export type WatchCallbacks = {
  /** True if the panel has read the menu since the last registration. */
  readonly wasRead: () => boolean;
  /** Called before a registration, and when a panel appears that has not read the menu yet. */
  readonly registering: () => void;
  /** Called at the start and after changes: is there a panel that shows icons? */
  readonly hostChanged: (present: boolean) => void;
};

/**
 * Registers the item with the panel: now, when a panel appears later, and again if a panel was
 * restarted or has dropped the item. Ends with `signal`. Resolves when the present panel, if any, has been notified.
 */
export async function watchHost(
  deps: WatchDeps,
  callbacks: WatchCallbacks,
  signal: AbortSignal,
): Promise<void> {
  await new HostWatch(deps, callbacks, signal).start();
}

class HostWatch {
  readonly #deps: WatchDeps;
  readonly #callbacks: WatchCallbacks;
  readonly #signal: AbortSignal;
  #isPresent: boolean | undefined;
  /** Counts registrations, so that retries of an earlier one stop. */
  #registrations = 0;
  /** How often the item was registered again because this watcher had dropped it. */
  #returns = 0;

  constructor(deps: WatchDeps, callbacks: WatchCallbacks, signal: AbortSignal) {
    this.#deps = deps;
    this.#callbacks = callbacks;
    this.#signal = signal;
  }

  async start(): Promise<void> {
    const { bus } = this.#deps;
    const checkHost = async (): Promise<void> => this.#setPresent(await hasHost(bus));
    const rule = { interface: watcher.interface };
    const stops = await Promise.all([
      bus.listen(ownerChanged, ([name, , owner]) => {
        if (name !== watcher.destination) return;
        this.#returns = 0;
        if (owner === '') this.#setPresent(false);
        else void this.#register();
      }),
      bus.listen({ ...rule, member: 'StatusNotifierHostRegistered' }, () => {
        void checkHost();
        this.#expectReader();
      }),
      bus.listen({ ...rule, member: 'StatusNotifierHostUnregistered' }, () => void checkHost()),
      bus.listen({ ...rule, member: 'StatusNotifierItemUnregistered' }, ([item]) =>
        this.#returnAfterDrop(item),
      ),
    ]);
    const stopAll = (): void => stops.forEach((stop) => stop());
    this.#signal.addEventListener('abort', stopAll, { once: true });
    await this.#register();
  }

  #setPresent(present: boolean): void {
    if (this.#isPresent !== present) this.#callbacks.hostChanged(present);
    this.#isPresent = present;
  }

  async #register(): Promise<void> {
    const { bus, log } = this.#deps;
    this.#registrations += 1;
    const registration = this.#registrations;
    try {
      if (!(await bus.hasOwner(watcher.destination))) return this.#setPresent(false);
      await this.#registerOnce();
      this.#setPresent(await hasHost(bus));
      void this.#retryUntilRead(registration).catch(() => {});
    } catch (error) {
      // The panel may have just gone away; its return is announced by a signal.
      const name = error instanceof Error ? error.name : 'unknown';
      log.debug('tray registration failed', { error: name });
    }
  }

  /** A panel was started beside a watcher that kept running: it may not know the item. */
  #expectReader(): void {
    this.#registrations += 1;
    this.#callbacks.registering();
    void this.#retryUntilRead(this.#registrations).catch(() => {});
  }

  /** A panel drops an item whose program did not respond in time, as after a pause of the system. */
  #returnAfterDrop(item: unknown): void {
    const isOurs = typeof item === 'string' && item.startsWith(this.#deps.name);
    if (!isOurs || this.#returns === maxReturns) return;
    this.#returns += 1;
    void this.#register();
  }

  async #retryUntilRead(registration: number): Promise<void> {
    const { clock, log } = this.#deps;
    for (let tries = 1; tries <= maxRetries; tries += 1) {
      await clock.sleep(readTimeoutMs, this.#signal);
      if (registration !== this.#registrations || this.#callbacks.wasRead()) return;
      log.debug('the panel has not read the tray menu, registering again', { tries });
      await this.#registerOnce();
    }
  }

  async #registerOnce(): Promise<void> {
    const { bus, name } = this.#deps;
    this.#callbacks.registering();
    const call = { ...watcher, member: 'RegisterStatusNotifierItem', signature: 's' };
    await bus.call({ ...call, body: [name] });
  }
}

/** A watcher may run without a panel, as Plasma's does. If it does not say, a panel is assumed. */
async function hasHost(bus: SessionBus): Promise<boolean> {
  const call = {
    destination: watcher.destination,
    path: watcher.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
  };
  try {
    const [value] = await bus.call({
      ...call,
      body: [watcher.interface, 'IsStatusNotifierHostRegistered'],
    });
    return variantValue(value) !== false;
  } catch {
    return true;
  }
}
