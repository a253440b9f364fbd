import { createApp } from '../../../app/create-app.ts';
import type { UsageApp } from '../../../app/usage-app.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { Settings } from '../../../config/settings.ts';
import { openDaemon } from '../../../daemon/open-daemon.ts';
import { openRunning } from '../../../daemon/open-running.ts';
import { Failure } from '../../../domain/failure.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { Env, Host } from '../../../host/host.ts';
import { openLiveScreen, type LiveScreen, type ScreenListener } from '../../../host/live-screen.ts';
import { silentLog } from '../../../host/log.ts';
import { untilAborted } from '../../../host/within.ts';
import type { Colour } from '../../../present/card/card-line.ts';
import { withHourCycle } from '../../../present/hour-cycle.ts';
import { messagesIn } from '../../../present/messages.ts';
import { usageView, type UsageView } from '../../../present/usage-view.ts';
import { watchFrame } from '../../../present/watch-frame.ts';
import type { CommandContext } from '../../command-context.ts';
import { requireAccount, type AccountChoice } from '../../argument-refusal.ts';
import { refusal } from '../../refusal.ts';
import { WatchedUsage, type WatchedDaemon } from './watched-usage.ts';

export type WatchOptions = AccountChoice;

type Screen = Pick<LiveScreen, 'columns' | 'rows' | 'draw' | 'suspend' | 'close'>;

export type OpenScreen = (env: Env, listener: ScreenListener) => Screen | undefined;

const colours: readonly Colour[] = ['ansi16', 'truecolor', 'none'];
const [ctrlC, ctrlZ, escape] = ['\u0003', '\u001A', '\u001B'];

/** Before it connects again after the daemon that was shown has ended. */
const reconnectMs = 1000;

/**
 * `kimibar watch`: the card on a screen of its own, countdowns ticking, until a key ends it. Exit
 * code 0, 130 after a signal. Throws `invalid-arguments` if there is no terminal to draw on.
 */
export async function runWatch(
  context: CommandContext,
  options: WatchOptions,
  openScreen: OpenScreen = openLiveScreen,
): Promise<number> {
  const { terminal, configPath } = context;
  // Log lines of `-v` would end up on the screen unless stderr goes elsewhere.
  const host = terminal.interactive ? { ...context.host, log: silentLog } : context.host;
  const { settings, path } = await loadSettings(host, { path: configPath });
  const app = createApp(host, settings, path);
  if (!app.enabled) {
    terminal.err(context.messages.usage.disabled);
    return 0;
  }
  await requireAccount(context, app, options);
  const account = await watchedAccount(app, options, context.signal);
  const { allAccounts = false } = options;
  const watch = new Watch({ ...context, host }, { account, allAccounts, settings, app });
  return watch.run(openScreen);
}

type WatchFacts = {
  readonly account: string | undefined;
  /** A table of all accounts instead of one account's card. */
  readonly allAccounts: boolean;
  readonly settings: Settings;
  readonly app: UsageApp;
};

/** The account to show; undefined is the main one. Sends nothing. */
async function watchedAccount(
  app: UsageApp,
  { account }: AccountChoice,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (account !== undefined) return app.accountFor(account);
  const [first] = app.accounts;
  if (app.defaultAccount !== undefined || first === undefined) return app.defaultAccount;
  return (await app.signInDigest({ signal })) === undefined ? first : undefined;
}

/** The daemon that is shown, and how to leave it. */
type WatchSource = {
  readonly daemon: WatchedDaemon;
  /** Resolves when another process's daemon has ended. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
};

class Watch {
  readonly #context: CommandContext;
  readonly #host: Host;
  readonly #facts: WatchFacts;
  readonly #ended = new AbortController();
  readonly #signal: AbortSignal;
  readonly #usage: WatchedUsage;
  #look: Pick<CommandContext, 'language'> & { readonly colour: Colour };
  #showsKeys = false;
  #screen: Screen | undefined;

  constructor(context: CommandContext, facts: WatchFacts) {
    this.#context = context;
    this.#host = context.host;
    this.#facts = facts;
    this.#signal = AbortSignal.any([context.signal, this.#ended.signal]);
    this.#usage = new WatchedUsage(context.host, facts.account, () => this.#draw());
    this.#look = { colour: context.terminal.colour, language: context.language };
  }

  async run(openScreen: OpenScreen): Promise<number> {
    this.#screen = openScreen(this.#host.env, {
      key: (key) => this.#press(key),
      refresh: () => this.#draw(),
      gone: () => this.#end(),
    });
    if (this.#screen === undefined)
      throw refusal(this.#context, ({ watch }) => watch.needsTerminal);
    try {
      this.#draw();
      await Promise.all([this.#followDaemons(), this.#tick()]);
    } finally {
      this.#end();
    }
    return this.#context.signal.aborted ? 130 : 0;
  }

  /** Gives the terminal back at once: keys typed while the daemon closes belong to the shell. */
  #end(): void {
    this.#ended.abort(new Failure('cancelled', 'watching ended'));
    this.#screen?.close();
  }

  #draw(): void {
    if (this.#screen === undefined || this.#signal.aborted) return;
    const { account, allAccounts, app } = this.#facts;
    const nowMs = this.#host.clock.now();
    const { outcome, accounts, ...state } = this.#usage.state;
    const viewOf = (one: UsageOutcome, name: string | undefined): UsageView =>
      usageView(one, { nowMs, meters: app.meters, account: name });
    const shown = allAccounts
      ? {
          accounts: accounts.flatMap((one) =>
            one.outcome ? [viewOf(one.outcome, one.account)] : [],
          ),
        }
      : { view: outcome && viewOf(outcome, account) };
    const { columns: width, rows: height } = this.#screen;
    const { colour, language } = this.#look;
    const { unicode } = this.#context.terminal;
    const { hourCycle } = this.#context.messages.usage;
    const messages = withHourCycle(messagesIn(language), hourCycle);
    const style = { width, height, colour, unicode, messages };
    this.#screen.draw(watchFrame({ nowMs, ...shown, ...state, showsKeys: this.#showsKeys }, style));
  }

  #press(key: string): void {
    const letter = key.toLowerCase();
    if (letter === 'q' || key === ctrlC || key === escape) return this.#end();
    if (key === ctrlZ) return this.#screen?.suspend();
    const { colour, language } = this.#look;
    if (letter === 'r') void this.#usage.refreshNow();
    if (letter === '?' || letter === 'h') this.#showsKeys = !this.#showsKeys;
    if (letter === 't') this.#look = { language, colour: nextColour(colour) };
    if (letter === 'l') this.#look = { colour, language: language === 'en' ? 'zh-CN' : 'en' };
    this.#draw();
  }

  /** Shows one daemon after the other: another process's may end, and one may start. */
  async #followDaemons(): Promise<void> {
    while (!this.#signal.aborted) {
      const source = await this.#openSource();
      const leave = this.#usage.follow(source.daemon);
      try {
        await untilAborted(source.gone, this.#signal);
        await this.#host.clock.sleep(reconnectMs, this.#signal);
      } catch (error) {
        if (!this.#signal.aborted) throw error;
      } finally {
        leave();
        await source.close();
      }
    }
  }

  /** The running daemon if it keeps this account fresh, else one for this command. */
  async #openSource(): Promise<WatchSource> {
    const { account, allAccounts, settings } = this.#facts;
    const host = this.#host;
    const remote = await openRunning(host, { settings, account, signal: this.#signal });
    if (remote !== undefined)
      return { daemon: remote, gone: remote.gone, close: async () => remote.close() };
    const { configPath } = this.#context;
    const daemon = await openDaemon({ host, configPath, privateUse: { account, allAccounts } });
    return { daemon, gone: new Promise(() => {}), close: () => daemon.close() };
  }

  /** Draws at the beginning of each second, so that all countdowns change at once. */
  async #tick(): Promise<void> {
    const { clock } = this.#host;
    while (!this.#signal.aborted) {
      try {
        await clock.sleep(1000 - (clock.now() % 1000), this.#signal);
      } catch {
        return;
      }
      this.#draw();
    }
  }
}

function nextColour(colour: Colour): Colour {
  return colours[(colours.indexOf(colour) + 1) % colours.length] ?? 'none';
}
