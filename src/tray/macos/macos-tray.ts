import type { Host } from '../../host/host.ts';
import type { LineHelper } from '../../host/line-helper.ts';
import { iconStyle } from '../icon-colours.ts';
import { actionAt } from '../tray-menu.ts';
import type { TrayModel } from '../tray-model.ts';
import type { Tray, TrayListener, TrayNotice } from '../tray.ts';
import { helperMessage, parseHelperEvent } from './helper-message.ts';
import { helperScript } from './helper-script.ts';

export type MacosTrayDeps = Pick<Host, 'clock' | 'log' | 'commands'> & {
  /** Starts a program that speaks in lines; one that can't be started has ended. */
  readonly startHelper: (
    file: string,
    args: readonly string[],
    onLine: (line: string) => void,
  ) => Promise<LineHelper>;
};

const osascript = '/usr/bin/osascript';
/** A helper that dies is started anew after so long; one that dies as often as this in a row is given up. */
const restartMs = 1_000;
const maxCrashes = 5;
/** One that lived so long died of something new. */
const stableAfterMs = 60_000;
const notifyTimeoutMs = 5_000;

/** `display notification` as AppleScript has it; the words come as arguments, so that none of them is code. */
const notifyScript = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
];

/** The icon in macOS's menu bar, drawn by a helper that is started again when it dies and quits with this program. */
export async function openMacosTray(
  deps: MacosTrayDeps,
  model: TrayModel,
  listener: TrayListener,
): Promise<Tray> {
  const { clock, log } = deps;
  const closing = new AbortController();
  const ended = Promise.withResolvers<void>();
  let shown = model;
  let sent = '';
  let helper: LineHelper | undefined;

  function hear(line: string): void {
    const event = parseHelperEvent(line);
    if (event?.kind === 'opened') listener.menuOpening();
    if (event?.kind === 'closed') listener.menuClosed();
    const action = event?.kind === 'click' ? actionAt(shown.menu, event.id) : undefined;
    if (action !== undefined) listener.act(action);
  }

  function show(next: TrayModel): void {
    shown = next;
    const line = JSON.stringify(helperMessage(next, iconStyle(next.look, 'unknown')));
    if (line === sent) return;
    sent = line;
    helper?.send(line);
  }

  async function keepAlive(): Promise<void> {
    for (let crashes = 0; crashes < maxCrashes;) {
      const startedAtMs = clock.now();
      helper = await deps.startHelper(osascript, ['-l', 'JavaScript', '-e', helperScript], hear);
      if (closing.signal.aborted) helper.stop();
      else helper.send(sent);
      await helper.ended;
      // What was open has gone with it.
      listener.menuClosed();
      if (closing.signal.aborted) return;
      crashes = clock.now() - startedAtMs > stableAfterMs ? 1 : crashes + 1;
      log.debug('the menu bar helper has ended', { crashes });
      await clock.sleep(restartMs, closing.signal).catch(() => {});
    }
  }

  show(model);
  void keepAlive().finally(() => ended.resolve());
  return {
    show,
    notify: (notice) => notify(deps, notice),
    ended: ended.promise,
    async close() {
      closing.abort();
      helper?.stop();
      await ended.promise;
    },
  };
}

/** macOS shows such notices without buttons, and holds them back by itself in a Focus. */
async function notify(
  { commands, log }: Pick<Host, 'commands' | 'log'>,
  { title, body }: TrayNotice,
): Promise<void> {
  const args = [...notifyScript.flatMap((line) => ['-e', line]), '--', title, body];
  const result = await commands.run(osascript, args, { timeoutMs: notifyTimeoutMs });
  if (result.kind !== 'ran' || result.exitCode !== 0)
    log.debug('notification not shown', { result: result.kind });
}
