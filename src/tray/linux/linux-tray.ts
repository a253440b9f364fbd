import type { Host } from '../../host/host.ts';
import type { SessionBus } from '../../host/bus/session-bus.ts';
import { iconStyle, type IconBackground, type IconStyle } from '../icon-colours.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener, TrayNotice } from '../tray.ts';
import { DbusMenu } from './dbus-menu.ts';
import { DesktopNotices } from './desktop-notices.ts';
import { watchHost } from './host-watch.ts';
import { onBackgroundChange, panelBackground } from './panel-background.ts';
import { itemPath, menuPath, StatusItem } from './status-item.ts';

type TrayHost = Pick<Host, 'clock' | 'log' | 'env' | 'platform'>;

export type LinuxTrayDeps = {
  readonly host: TrayHost;
  /** The tray closes it. */
  readonly bus: SessionBus;
};

/**
 * An icon by StatusNotifierItem, with its menu by dbusmenu. Rejects with `BusError` if the bus does
 * not respond; the bus is closed then as well.
 */
export async function openLinuxTray(
  { host, bus }: LinuxTrayDeps,
  model: TrayModel,
  listener: TrayListener,
): Promise<Tray> {
  try {
    const background = await panelBackground(bus, host.env);
    const tray = new LinuxTray({ host, bus, background }, model, listener);
    await tray.start();
    return tray;
  } catch (error) {
    bus.close();
    throw error;
  }
}

class LinuxTray implements Tray {
  readonly ended: Promise<void>;
  readonly #host: TrayHost;
  readonly #bus: SessionBus;
  readonly #listener: TrayListener;
  readonly #item: StatusItem;
  readonly #menu: DbusMenu;
  readonly #closing = new AbortController();
  #notices: DesktopNotices | undefined;
  #model: TrayModel;
  #background: IconBackground;
  #isMenuRead = false;

  constructor(
    { host, bus, background }: LinuxTrayDeps & { readonly background: IconBackground },
    model: TrayModel,
    listener: TrayListener,
  ) {
    this.#host = host;
    this.#bus = bus;
    this.#listener = listener;
    this.#model = model;
    this.#background = background;
    this.ended = bus.ended;
    this.#item = new StatusItem(model, this.#style(), {
      activate: () => listener.act({ kind: 'open-dashboard' }),
      secondary: () => listener.act({ kind: 'refresh' }),
    });
    this.#menu = new DbusMenu(model.menu, {
      act: (action) => listener.act(action),
      wasRead: () => (this.#isMenuRead = true),
      opening: () => listener.menuOpening(),
      closed: () => listener.menuClosed(),
    });
  }

  async start(): Promise<void> {
    const [bus, host, listener] = [this.#bus, this.#host, this.#listener];
    bus.serve(itemPath, (call) => this.#item.handle(call));
    bus.serve(menuPath, (call) => this.#menu.handle(call));
    await onBackgroundChange(bus, host.env, (background) => {
      this.#background = background;
      this.show(this.#model);
    });
    this.#notices = await DesktopNotices.open(bus, (action) => listener.actOnNotice(action));
    // The form that the specification demands: process id and number of the item.
    const name = `org.kde.StatusNotifierItem-${host.platform.pid}-1`;
    await bus.requestName(name);
    const callbacks = {
      wasRead: () => this.#isMenuRead,
      registering: () => (this.#isMenuRead = false),
      hostChanged: (present: boolean) => listener.hostChanged(present),
    };
    const { clock, log } = host;
    await watchHost({ bus, clock, log, name }, callbacks, this.#closing.signal);
  }

  show(model: TrayModel): void {
    this.#model = model;
    const signals = [...this.#item.update(model, this.#style()), ...this.#menu.update(model.menu)];
    for (const signal of signals) this.#bus.emit(signal);
  }

  async notify(notice: TrayNotice): Promise<void> {
    try {
      await this.#notices?.send(notice);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.#host.log.debug('notification not shown', { error: name });
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#bus.close();
    await this.#bus.ended;
  }

  #style(): IconStyle {
    return iconStyle(this.#model.look, this.#background);
  }
}
