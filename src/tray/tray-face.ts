import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import { defaultTrayLook, type TrayLook, type TrayLookFlags } from '../domain/tray-look.ts';
import type { UsageEvent } from '../domain/events/usage-event.ts';
import { mainAccountName } from '../domain/main-account.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import type { Messages } from '../present/messages/en.ts';
import { eventsNotice } from './event-notice.ts';
import { Ticker } from './ticker.ts';
import type { TrayAction } from './tray-menu.ts';
import { trayModel, type TrayModel, type TraySettings } from './tray-model.ts';
import type { NoticeAction, Tray, TrayListener } from './tray.ts';

/** The part of the daemon that a tray uses. The daemon may run in this process or in another. */
export type TrayDaemon = Pick<
  UsageDaemon,
  'state' | 'subscribe' | 'refresh' | 'look' | 'settings' | 'changeSettings'
>;

export type TrayFaceDeps = Pick<Host, 'clock' | 'log'> & {
  /** Given by flags; overrides the settings. */
  readonly look: TrayLookFlags;
  /** The account that the icon shows; the default one if absent. `main` is the main one. */
  readonly account?: string | undefined;
  readonly messagesFor: (language: SettingsView['language']) => Messages;
  readonly hostChanged: (present: boolean, messages: Messages) => void;
  /** Called when the user chooses Quit. */
  readonly quit: () => void;
};

/** The source of notifications. */
export type TrayEvents = {
  /** The events that this new state causes. */
  ofState(state: UsageState): Promise<readonly UsageEvent[]>;
  /** Suppresses warnings of this key until then. */
  snooze(key: string, untilMs: number): Promise<void>;
};

/** A running daemon as the tray shows it: with its page and its notifications, if it has them. */
export type ShownProgram = {
  readonly daemon: TrayDaemon;
  readonly openPage?: ((view: 'dashboard' | 'settings') => Promise<void>) | undefined;
  readonly events?: TrayEvents | undefined;
};

/** Countdowns tick while the menu is open, for two minutes at most: some panels do not report that it was closed. */
const whileMenuIsOpen = { everyMs: 5_000, maxTicks: 24 };
const everyMinute = { everyMs: 60_000, maxTicks: Infinity };

const emptyState: UsageState = { enabled: true, accounts: [], refreshing: false, atMs: 0 };
const defaultSettings: TraySettings = {
  language: 'auto',
  meters: 'left',
  tray: defaultTrayLook,
};

/**
 * Connects a tray's icon, menu and notifications with a daemon. Errors in the tray are logged and
 * never reach the daemon.
 */
export class TrayFace {
  readonly #deps: TrayFaceDeps;
  readonly #menuTicker: Ticker;
  readonly #titleTicker: Ticker;
  readonly #ended = Promise.withResolvers<void>();
  #tray: Tray | undefined;
  #program: ShownProgram | undefined;
  #state = emptyState;

  private constructor(deps: TrayFaceDeps) {
    this.#deps = deps;
    this.#menuTicker = new Ticker(deps.clock, whileMenuIsOpen, () => this.#update());
    this.#titleTicker = new Ticker(deps.clock, everyMinute, () => this.#update());
  }

  /** Rejects if `openTray` does. */
  static async open(
    deps: TrayFaceDeps,
    openTray: (model: TrayModel, listener: TrayListener) => Promise<Tray>,
  ): Promise<TrayFace> {
    const face = new TrayFace(deps);
    const tray = await openTray(face.#model(), face.#listener());
    face.#tray = tray;
    void tray.ended.then(face.#ended.resolve);
    return face;
  }

  /** Resolves when the tray has nothing left to show on. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Shows this program instead of the previous one. Returns the function that ends this. */
  follow(program: ShownProgram): () => void {
    this.#program = program;
    const unsubscribe = program.daemon.subscribe((state) => {
      this.#state = state;
      this.#update();
      if (program.events !== undefined) this.#logErrors(this.#notify(program.events, state));
    });
    return () => {
      unsubscribe();
      this.#menuTicker.stop();
      if (this.#program === program) this.#program = undefined;
    };
  }

  async close(): Promise<void> {
    this.#menuTicker.stop();
    this.#titleTicker.stop();
    await this.#tray?.close();
  }

  #listener(): TrayListener {
    return {
      act: (action) => this.#logErrors(this.#perform(action)),
      actOnNotice: (action) => this.#logErrors(this.#performOnNotice(action)),
      menuOpening: () => this.#openMenu(),
      menuClosed: () => this.#menuTicker.stop(),
      hostChanged: (present) => this.#deps.hostChanged(present, this.#messages()),
    };
  }

  #settings(): TraySettings {
    return this.#program?.daemon.settings() ?? defaultSettings;
  }

  #look(): TrayLook {
    const { title, panel, colour } = this.#settings().tray;
    const { look } = this.#deps;
    return {
      title: look.title ?? title,
      panel: look.panel ?? panel,
      colour: look.colour ?? colour,
    };
  }

  #messages(): Messages {
    return this.#deps.messagesFor(this.#settings().language);
  }

  #model(): TrayModel {
    const settings = this.#settings();
    return trayModel({
      state: withFirst(this.#state, this.#deps.account),
      settings,
      look: this.#look(),
      hasDashboard: this.#program?.openPage !== undefined,
      nowMs: this.#deps.clock.now(),
      messages: this.#messages(),
    });
  }

  #update(): void {
    try {
      this.#tray?.show(this.#model());
      if (this.#look().title === 'countdown') this.#titleTicker.start();
      else this.#titleTicker.stop();
    } catch (error) {
      this.#logBug(error);
    }
  }

  #openMenu(): void {
    this.#update();
    try {
      this.#menuTicker.start(() => this.#program?.daemon.look());
    } catch (error) {
      this.#logBug(error);
    }
  }

  async #perform(action: TrayAction): Promise<void> {
    switch (action.kind) {
      case 'refresh':
        await this.#program?.daemon.refresh();
        return;
      case 'open-dashboard':
        return this.#program?.openPage?.('dashboard');
      case 'open-settings':
        return this.#program?.openPage?.('settings');
      case 'show-account':
        return this.#changeSettings({
          account: { name: action.account ?? mainAccountName, action: 'make-default' },
        });
      case 'quit':
        return this.#deps.quit();
    }
  }

  async #performOnNotice(action: NoticeAction): Promise<void> {
    if (action.kind === 'snooze') await this.#program?.events?.snooze(action.key, action.untilMs);
    else await this.#perform(action);
  }

  async #changeSettings(patch: SettingsPatch): Promise<void> {
    try {
      await this.#program?.daemon.changeSettings(patch);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#deps.log.debug('the setting could not be changed', { reason });
      await this.#notifyText('settings', this.#messages().tray.notChanged);
    }
    this.#update();
  }

  async #notify(source: TrayEvents, state: UsageState): Promise<void> {
    const events = await source.ofState(state);
    const facts = {
      icon: this.#model().icon,
      messages: this.#messages(),
      nowMs: this.#deps.clock.now(),
      hasDashboard: this.#program?.openPage !== undefined,
    };
    const notice = eventsNotice(events, facts);
    if (notice !== undefined) void this.#tray?.notify?.(notice);
  }

  async #notifyText(key: string, title: string): Promise<void> {
    const { icon } = this.#model();
    await this.#tray?.notify?.({ key, title, body: '', urgency: 'low', icon, buttons: [] });
  }

  #logErrors(work: Promise<void>): void {
    void work.catch((error: unknown) => this.#logBug(error));
  }

  #logBug(error: unknown): void {
    this.#deps.log.debug('bug in the tray', { stack: stackOf(error) });
  }
}

function withFirst(state: UsageState, name: string | undefined): UsageState {
  const first = state.accounts.find(({ account = mainAccountName }) => account === name);
  if (first === undefined) return state;
  return { ...state, accounts: [first, ...state.accounts.filter((other) => other !== first)] };
}
