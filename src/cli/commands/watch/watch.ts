import { createApp } from '../../../app/create-app.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { Failure } from '../../../domain/failure.ts';
import { openLiveScreen, type LiveScreen } from '../../../host/live-screen.ts';
import { silentLog } from '../../../host/log.ts';
import type { Colour } from '../../../present/card/card-line.ts';
import { messagesIn } from '../../../present/messages.ts';
import { usageView } from '../../../present/usage-view.ts';
import { watchFrame } from '../../../present/watch-frame.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { requireAccount } from '../../require-account.ts';
import { createReadingKeeper, type ReadingKeeper } from './watch-reading.ts';

const colours: readonly Colour[] = ['truecolor', 'ansi16', 'none'];
const [ctrlC, ctrlZ, escape] = ['\u0003', '\u001A', '\u001B'];

/**
 * `kimibar watch`: the card on a screen of its own, countdowns ticking, until a key ends it. Exit code 0, 130 where a signal
 * ended it. Throws `invalid-arguments` where there is no terminal to draw on.
 */
export async function runWatch(
  context: CommandContext,
  { account }: { readonly account?: string | undefined },
  openScreen: typeof openLiveScreen = openLiveScreen,
): Promise<number> {
  const { terminal, configPath } = context;
  // What `-v` says would fall into the picture, unless it goes elsewhere.
  const host = terminal.interactive ? { ...context.host, log: silentLog } : context.host;
  const { settings, path } = await loadSettings(host, { path: configPath });
  const app = createApp(host, settings, path);
  if (!app.enabled) {
    terminal.err(context.messages.usage.disabled);
    return 0;
  }
  requireAccount(app, account);
  const ended = new AbortController();
  const end = (): void => ended.abort(new Failure('cancelled', 'watching ended'));
  const signal = AbortSignal.any([context.signal, ended.signal]);
  let look = { colour: terminal.colour, language: context.language };
  let screen: LiveScreen | undefined;

  const named = account === undefined ? {} : { account };
  const keeper: ReadingKeeper = createReadingKeeper({
    host,
    app,
    cadence: settings.refresh.cadence,
    ...named,
    signal,
    changed: draw,
  });

  function draw(): void {
    if (screen === undefined || signal.aborted) return;
    const nowMs = host.clock.now();
    const { outcome, ...reading } = keeper.current();
    const view =
      outcome === undefined
        ? {}
        : { view: usageView(outcome, { nowMs, meters: app.meters, ...named }) };
    const { columns: width, rows: height } = screen;
    const messages = messagesIn(look.language);
    screen.draw(
      watchFrame(
        { nowMs, ...view, ...reading },
        { width, height, colour: look.colour, unicode: terminal.unicode, messages },
      ),
    );
  }

  function press(key: string): void {
    const letter = key.toLowerCase();
    if (letter === 'q' || key === ctrlC || key === escape) return end();
    if (key === ctrlZ) return screen?.suspend();
    if (letter === 'r') keeper.refreshNow();
    if (letter === 't')
      look = {
        ...look,
        colour: colours[(colours.indexOf(look.colour) + 1) % colours.length] ?? 'none',
      };
    if (letter === 'l') look = { ...look, language: look.language === 'en' ? 'zh-CN' : 'en' };
    draw();
  }

  screen = openScreen(host.env, { key: press, refresh: draw, gone: end });
  if (screen === undefined) throw refusal(context, ({ watch }) => watch.needsTerminal);
  try {
    draw();
    await Promise.all([keeper.run(), tick(context, signal, draw)]);
  } finally {
    end();
    screen.close();
  }
  return context.signal.aborted ? 130 : 0;
}

/** Draws at the beginning of each second, so that all countdowns change at once. */
async function tick(
  { host: { clock } }: CommandContext,
  signal: AbortSignal,
  draw: () => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep(1000 - (clock.now() % 1000), signal);
    } catch {
      return;
    }
    draw();
  }
}
