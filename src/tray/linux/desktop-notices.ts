import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import { markupText } from '../../present/words/markup-text.ts';
import { drawIcon } from '../draw-icon.ts';
import type { NoticeAction, TrayNotice } from '../tray.ts';

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;

const pictureSize = 48;
const urgencies = { low: 0, normal: 1, critical: 2 } as const;

/** Sends notices to the desktop's notification server, and passes on what the person answers. */
export type DesktopNotices = { send(notice: TrayNotice): Promise<void> };

/** Specification: freedesktop.org, Desktop Notifications 1.2. `act` is called with a button's action, or to open the dashboard for a click on the notice. */
export async function openDesktopNotices(
  bus: SessionBus,
  act: (action: NoticeAction) => void,
): Promise<DesktopNotices> {
  const shown = new Map<number, TrayNotice>();
  const idOf = (key: string): number =>
    [...shown].find(([, notice]) => notice.key === key)?.[0] ?? 0;
  await Promise.all([
    bus.listen(ruleFor('ActionInvoked'), ([id, action]) => {
      const notice = shown.get(Number(id));
      if (notice === undefined) return;
      const chosen =
        action === 'default'
          ? { kind: 'open-dashboard' as const }
          : notice.buttons[Number(action)]?.action;
      if (chosen !== undefined) act(chosen);
    }),
    bus.listen(ruleFor('NotificationClosed'), ([id]) => void shown.delete(Number(id))),
  ]);
  return {
    async send(notice) {
      // Servers that show do-not-disturb to programs: what can wait is not shown. The others hold notices back themselves.
      if (notice.urgency !== 'critical' && (await isInhibited(bus))) return;
      const [id] = await bus.call({
        ...server,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: notifyBody(notice, idOf(notice.key)),
      });
      if (typeof id === 'number') shown.set(id, notice);
    },
  };
}

function ruleFor(member: string): { interface: string; member: string; path: string } {
  return { interface: server.interface, member, path: server.path };
}

function notifyBody(notice: TrayNotice, replaces: number): readonly unknown[] {
  const { size, rgba } = drawIcon(notice.icon, pictureSize, {
    background: 'unknown',
    colouring: 'always',
  });
  const picture = [size, size, size * 4, true, 8, 4, Buffer.from(rgba)];
  const actions = [
    'default',
    '',
    ...notice.buttons.flatMap(({ label }, index) => [String(index), label]),
  ];
  const hints = [
    ['urgency', ['y', urgencies[notice.urgency]]],
    ['image-data', ['(iiibiiay)', picture]],
    ['category', ['s', 'x-kimibar.quota']],
    ['desktop-entry', ['s', 'kimibar']],
  ];
  // The body is markup, the title is not. -1: as long as the desktop shows such notices.
  return ['KimiBar', replaces, '', notice.title, markupText(notice.body), actions, hints, -1];
}

async function isInhibited(bus: SessionBus): Promise<boolean> {
  const call = {
    destination: server.destination,
    path: server.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
  };
  try {
    const [value] = await bus.call({
      ...call,
      signature: 'ss',
      body: [server.interface, 'Inhibited'],
    });
    return variantValue(value) === true;
  } catch {
    return false;
  }
}
