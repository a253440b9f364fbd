import type { Clock, Log } from '../../host/host.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';

const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
} as const;

const ownerRule = {
  interface: 'org.freedesktop.DBus',
  member: 'NameOwnerChanged',
  sender: 'org.freedesktop.DBus',
  firstArgument: watcher.destination,
} as const;

/** GNOME's extension sometimes loses an item that registers while it starts. */
const unreadMs = 2_500;
const mostTries = 3;

export type WatchCallbacks = {
  /** Has the panel read our menu since the last registration? */
  readonly wasRead: () => boolean;
  readonly registers: () => void;
  /** Told once at the start and whenever it changes: is there a panel that shows icons? */
  readonly hostChanged: (present: boolean) => void;
};

/**
 * Registers the item of bus name `name` with the panel: now, when one comes late, and again when it was restarted. Ends with
 * `signal`. Resolves once the panel that is there now, if any, knows of the item.
 */
export async function watchHost(
  { bus, clock, log }: { readonly bus: SessionBus; readonly clock: Clock; readonly log: Log },
  name: string,
  callbacks: WatchCallbacks,
  signal: AbortSignal,
): Promise<void> {
  let present: boolean | undefined;
  let round = 0;
  const tell = (now: boolean): void => {
    if (present !== now) callbacks.hostChanged(now);
    present = now;
  };
  const register = async (): Promise<void> => {
    round += 1;
    const mine = round;
    try {
      if (!(await bus.hasOwner(watcher.destination))) return tell(false);
      await registerOnce(bus, name, callbacks);
      tell(await hasHost(bus));
      void insist(mine).catch(() => {});
    } catch (error) {
      // A panel that goes away while it is being asked: its going or coming is told by a signal of its own.
      log.debug('tray registration failed', {
        error: error instanceof Error ? error.name : 'unknown',
      });
    }
  };
  const insist = async (mine: number): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      await clock.sleep(unreadMs, signal);
      if (mine !== round || callbacks.wasRead()) return;
      log.debug('nobody read the tray menu, registering again', { tries: tries + 1 });
      await registerOnce(bus, name, callbacks);
    }
  };
  const stops = await Promise.all([
    bus.listen(ownerRule, ([changed, , owner]) => {
      if (changed !== watcher.destination) return;
      if (owner === '') tell(false);
      else void register();
    }),
    bus.listen(
      { interface: watcher.interface, member: 'StatusNotifierHostRegistered' },
      () => void hasHost(bus).then(tell),
    ),
    bus.listen(
      { interface: watcher.interface, member: 'StatusNotifierHostUnregistered' },
      () => void hasHost(bus).then(tell),
    ),
  ]);
  signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
  await register();
}

async function registerOnce(
  bus: SessionBus,
  name: string,
  callbacks: WatchCallbacks,
): Promise<void> {
  callbacks.registers();
  await bus.call({
    ...watcher,
    member: 'RegisterStatusNotifierItem',
    signature: 's',
    body: [name],
  });
}

/** A watcher may run with no panel behind it, as Plasma's does. Where it does not tell, it is taken for a panel. */
async function hasHost(bus: SessionBus): Promise<boolean> {
  const asked = {
    destination: watcher.destination,
    path: watcher.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
  };
  try {
    const [value] = await bus.call({
      ...asked,
      signature: 'ss',
      body: [watcher.interface, 'IsStatusNotifierHostRegistered'],
    });
    return variantValue(value) !== false;
  } catch {
    return true;
  }
}
