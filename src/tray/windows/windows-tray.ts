import { menuRows } from '../menu-rows.ts';
import { actionAt } from '../tray-menu.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener } from '../tray.ts';
import type { WindowEvent, WindowMessage, WindowThread } from './window-message.ts';

/** An icon in the notification area of Windows. Rejects if `startWindow`, which starts the icon's thread, does. */
export async function openWindowsTray(
  startWindow: (onEvent: (event: WindowEvent) => void) => Promise<WindowThread>,
  model: TrayModel,
  listener: TrayListener,
): Promise<Tray> {
  let shown = model;
  let sent = '';
  const thread = await startWindow((event) => {
    if (event.kind === 'opened') listener.menuOpening();
    if (event.kind === 'closed') listener.menuClosed();
    if (event.kind === 'notice-clicked') listener.actOnNotice({ kind: 'open-dashboard' });
    const action = event.kind === 'click' ? actionAt(shown.menu, event.id) : undefined;
    if (action !== undefined) listener.act(action);
  });

  function show(next: TrayModel): void {
    shown = next;
    const { icon, look } = next;
    const message: WindowMessage = {
      kind: 'show',
      icon,
      look,
      tooltip: next.tooltip.join('\n'),
      rows: menuRows(next.menu),
    };
    const text = JSON.stringify(message);
    if (text === sent) return;
    sent = text;
    thread.send(message);
  }

  show(model);
  return {
    show,
    async notify({ title, body }) {
      thread.send({ kind: 'notify', title, body });
    },
    ended: thread.ended,
    async close() {
      thread.send({ kind: 'close' });
      await thread.ended;
    },
  };
}
