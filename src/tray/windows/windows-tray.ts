import { menuRows } from '../menu-rows.ts';
import { actionAt } from '../tray-menu.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener, TrayNotice } from '../tray.ts';
import type { WindowEvent, WindowMessage, WindowThread } from './window-message.ts';

/** Starts the thread that owns the icon. Rejects if its window cannot be created. */
export type StartWindow = (onEvent: (event: WindowEvent) => void) => Promise<WindowThread>;

/** An icon in the notification area of Windows. */
export class WindowsTray implements Tray {
  readonly #listener: TrayListener;
  #thread: WindowThread | undefined;
  #model: TrayModel;
  #lastMessage = '';

  private constructor(model: TrayModel, listener: TrayListener) {
    this.#model = model;
    this.#listener = listener;
  }

  /** Rejects if `startWindow` does. */
  static async open(
    startWindow: StartWindow,
    model: TrayModel,
    listener: TrayListener,
  ): Promise<WindowsTray> {
    const tray = new WindowsTray(model, listener);
    tray.#thread = await startWindow((event) => tray.#handle(event));
    tray.show(model);
    return tray;
  }

  get ended(): Promise<void> {
    return this.#thread?.ended ?? Promise.resolve();
  }

  show(model: TrayModel): void {
    this.#model = model;
    const { icon, look } = model;
    const tooltip = model.tooltip.join('\n');
    const rows = menuRows(model.menu);
    const message: WindowMessage = { kind: 'show', icon, look, tooltip, rows };
    const text = JSON.stringify(message);
    if (text === this.#lastMessage) return;
    this.#lastMessage = text;
    this.#thread?.send(message);
  }

  async notify({ title, body }: TrayNotice): Promise<void> {
    this.#thread?.send({ kind: 'notify', title, body });
  }

  async close(): Promise<void> {
    this.#thread?.send({ kind: 'close' });
    await this.ended;
  }

  #handle(event: WindowEvent): void {
    if (event.kind === 'opened') this.#listener.menuOpening();
    if (event.kind === 'closed') this.#listener.menuClosed();
    if (event.kind === 'notice-clicked') this.#listener.actOnNotice({ kind: 'open-dashboard' });
    const action = event.kind === 'click' ? actionAt(this.#model.menu, event.id) : undefined;
    if (action !== undefined) this.#listener.act(action);
  }
}
