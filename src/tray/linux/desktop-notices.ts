import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import { markupText } from '../../present/words/clean-text.ts';
import { drawIcon } from '../draw-icon.ts';
import type { NoticeAction, TrayNotice } from '../tray.ts';

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;

const pictureSize = 48;
const urgencies = { low: 0, normal: 1, critical: 2 } as const;

/** The desktop's notification server. Specification: freedesktop.org, Desktop Notifications 1.2. */
export class DesktopNotices {
  readonly #bus: SessionBus;
  readonly #act: (action: NoticeAction) => void;
  readonly #shown = new Map<number, TrayNotice>();

  private constructor(bus: SessionBus, act: (action: NoticeAction) => void) {
    this.#bus = bus;
    this.#act = act;
  }

  /** `act` is called for buttons, and with `open-dashboard` for a click on the notice itself. */
  static async open(bus: SessionBus, act: (action: NoticeAction) => void): Promise<DesktopNotices> {
    const notices = new DesktopNotices(bus, act);
    await Promise.all([
      bus.listen(ruleFor('ActionInvoked'), ([id, action]) => notices.#invoke(Number(id), action)),
      bus.listen(ruleFor('NotificationClosed'), ([id]) => notices.#shown.delete(Number(id))),
    ]);
    return notices;
  }

  async send(notice: TrayNotice): Promise<void> {
    // Some servers leave do-not-disturb to the sender; the others hold notices back themselves.
    if (notice.urgency !== 'critical' && (await isInhibited(this.#bus))) return;
    const [id] = await this.#bus.call({
      ...server,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: notifyBody(notice, this.#idOf(notice.key)),
    });
    if (typeof id === 'number') this.#shown.set(id, notice);
  }

  #invoke(id: number, action: unknown): void {
    const notice = this.#shown.get(id);
    if (notice === undefined) return;
    if (action === 'default') return this.#act({ kind: 'open-dashboard' });
    const button = notice.buttons[Number(action)];
    if (button !== undefined) this.#act(button.action);
  }

  /** 0 if no notice of this key is shown. */
  #idOf(key: string): number {
    return [...this.#shown].find(([, notice]) => notice.key === key)?.[0] ?? 0;
  }
}

function ruleFor(member: string): { interface: string; member: string; path: string } {
  return { interface: server.interface, member, path: server.path };
}

function notifyBody(notice: TrayNotice, replacedId: number): readonly unknown[] {
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
  // The body is markup, the title is plain text. -1: the server's own duration.
  return ['KimiBar', replacedId, '', notice.title, markupText(notice.body), actions, hints, -1];
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
