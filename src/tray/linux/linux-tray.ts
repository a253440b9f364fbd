import type { Host } from '../../host/host.ts';
import type { SessionBus } from '../../host/bus/session-bus.ts';
import { iconStyle, type IconStyle } from '../icon-colours.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener } from '../tray.ts';
import { createDbusMenu } from './dbus-menu.ts';
import { openDesktopNotices } from './desktop-notices.ts';
import { watchHost } from './host-watch.ts';
import { onBackgroundChange, panelBackground } from './panel-background.ts';
import { createStatusItem, itemPath, menuPath } from './status-item.ts';

type TrayHost = Pick<Host, 'clock' | 'log' | 'env' | 'platform'>;

/**
 * An icon by StatusNotifierItem and its menu by dbusmenu, on a session's bus that it closes with itself. Rejects with `BusError`
 * where the bus does not answer; then it is closed, too.
 */
export async function openLinuxTray(
  host: TrayHost,
  bus: SessionBus,
  model: TrayModel,
  listener: TrayListener,
): Promise<Tray> {
  try {
    return await showOn(bus, host, model, listener);
  } catch (error) {
    bus.close();
    throw error;
  }
}

async function showOn(
  bus: SessionBus,
  host: TrayHost,
  model: TrayModel,
  listener: TrayListener,
): Promise<Tray> {
  const closing = new AbortController();
  let shown = model;
  let background = await panelBackground(bus, host.env);
  let read = false;
  const style = (): IconStyle => iconStyle(shown.look, background);
  const item = createStatusItem(model, style(), {
    activate: () => listener.act({ kind: 'open-dashboard' }),
    secondary: () => listener.act({ kind: 'refresh' }),
  });
  const menu = createDbusMenu(model.menu, {
    act: (action) => listener.act(action),
    wasRead: () => {
      read = true;
    },
    opens: () => listener.menuOpening(),
    closes: () => listener.menuClosed(),
  });
  const show = (next: TrayModel): void => {
    shown = next;
    for (const signal of [...item.update(next, style()), ...menu.update(next.menu)])
      bus.emit(signal);
  };
  bus.serve(itemPath, item.answer);
  bus.serve(menuPath, menu.answer);
  await onBackgroundChange(bus, host.env, (next) => {
    background = next;
    show(shown);
  });
  const notices = await openDesktopNotices(bus, (action) => listener.actOnNotice(action));
  // The specification's form of name: item number one of its process id.
  const name = `org.kde.StatusNotifierItem-${host.platform.pid}-1`;
  await bus.requestName(name);
  const { clock, log } = host;
  await watchHost(
    { bus, clock, log },
    name,
    {
      wasRead: () => read,
      registers: () => (read = false),
      hostChanged: (present) => listener.hostChanged(present),
    },
    closing.signal,
  );
  return {
    show,
    notify: (notice) =>
      notices.send(notice).catch((error: unknown) => {
        log.debug('notification not shown', {
          error: error instanceof Error ? error.name : 'unknown',
        });
      }),
    ended: bus.ended,
    async close() {
      closing.abort();
      bus.close();
      await bus.ended;
    },
  };
}
