import type { Host } from '../../host/host.ts';
import type { LineHelper } from '../../host/line-helper.ts';
import { iconStyle } from '../icon-colours.ts';
import { actionAt } from '../tray-menu.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener, TrayNotice } from '../tray.ts';
import { helperMessage, parseHelperEvent } from './helper-message.ts';
import { helperScript } from './helper-script.ts';

export type MacosTrayDeps = Pick<Host, 'clock' | 'log' | 'commands'> & {
  /** Starts a helper program. One that cannot be started counts as ended. */
  readonly startHelper: (
    file: string,
    args: readonly string[],
    onLine: (line: string) => void,
  ) => Promise<LineHelper>;
};

const osascript = '/usr/bin/osascript';
const restartDelayMs = 1_000;
/** After this many crashes in a row the helper is not restarted any more. */
const maxCrashes = 5;
/** A crash after this time starts a new row. */
const stableAfterMs = 60_000;
const notifyTimeoutMs = 5_000;

/** AppleScript's `display notification`. The texts are arguments, so that they are never code. */
const notifyScript = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
];

/** An icon in the menu bar of macOS, drawn by a helper program. */
export class MacosTray implements Tray {
  readonly ended: Promise<void>;
  readonly #deps: MacosTrayDeps;
  readonly #listener: TrayListener;
  readonly #closing = new AbortController();
  #model: TrayModel;
  #helper: LineHelper | undefined;
  #lastLine = '';

  constructor(deps: MacosTrayDeps, model: TrayModel, listener: TrayListener) {
    this.#deps = deps;
    this.#listener = listener;
    this.#model = model;
    this.show(model);
    this.ended = this.#keepHelperRunning();
  }

  show(model: TrayModel): void {
    this.#model = model;
    const line = JSON.stringify(helperMessage(model, iconStyle(model.look, 'unknown')));
    if (line === this.#lastLine) return;
    this.#lastLine = line;
    this.#helper?.send(line);
  }

  /** macOS shows these without buttons, and holds them back during a Focus. */
  async notify({ title, body }: TrayNotice): Promise<void> {
    const { commands, log } = this.#deps;
    const args = [...notifyScript.flatMap((line) => ['-e', line]), '--', title, body];
    const result = await commands.run(osascript, args, { timeoutMs: notifyTimeoutMs });
    if (result.kind !== 'ran' || result.exitCode !== 0)
      log.debug('notification not shown', { result: result.kind });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#helper?.stop();
    await this.ended;
  }

  #handleLine(line: string): void {
    const event = parseHelperEvent(line);
    if (event?.kind === 'opened') this.#listener.menuOpening();
    if (event?.kind === 'closed') this.#listener.menuClosed();
    const action = event?.kind === 'click' ? actionAt(this.#model.menu, event.id) : undefined;
    if (action !== undefined) this.#listener.act(action);
  }

  async #keepHelperRunning(): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#closing;
    for (let crashes = 0; crashes < maxCrashes;) {
      const startedAtMs = clock.now();
      await this.#runHelper();
      if (signal.aborted) return;
      crashes = clock.now() - startedAtMs > stableAfterMs ? 1 : crashes + 1;
      log.debug('the menu bar helper has ended', { crashes });
      await clock.sleep(restartDelayMs, signal).catch(() => {});
    }
  }

  async #runHelper(): Promise<void> {
    const args = ['-l', 'JavaScript', '-e', helperScript];
    const helper = await this.#deps.startHelper(osascript, args, (line) => this.#handleLine(line));
    this.#helper = helper;
    if (this.#closing.signal.aborted) helper.stop();
    else helper.send(this.#lastLine);
    await helper.ended;
    // A menu that was open has gone with the helper.
    this.#listener.menuClosed();
  }
}
