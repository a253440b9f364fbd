import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import { defaultTrayLook, type TrayLook, type TrayLookFlags } from '../domain/tray-look.ts';
import type { UsageEvent } from '../domain/events/usage-event.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import type { Messages } from '../present/messages/en.ts';
import { eventNotice } from './event-notice.ts';
import { createTicking } from './ticking.ts';
import type { TrayAction } from './tray-menu.ts';
import { trayModel, type TrayModel, type TraySettings } from './tray-model.ts';
import type { NoticeAction, Tray, TrayListener } from './tray.ts';

/** What the face needs of the always-on program, which may run in this process or in another. */
export type TrayDaemon = Pick<
  UsageDaemon,
  'state' | 'subscribe' | 'refresh' | 'look' | 'settings' | 'changeSettings'
>;

export type TrayWorld = Pick<Host, 'clock' | 'log'> & {
  readonly version: string;
  /** What flags say of the look goes before the settings. */
  readonly look: TrayLookFlags;
  readonly messagesFor: (language: SettingsView['language']) => Messages;
  /** The flag or variable that decides this tray's language. */
  readonly languageFixedBy?: string | undefined;
  /** Absent where this system has no place for it. */
  readonly startAtLogin?: { isOn(): boolean; set(on: boolean): Promise<void> } | undefined;
  readonly hostChanged: (present: boolean, messages: Messages) => void;
  /** The person chose Quit. */
  readonly quit: () => void;
};

/** What there is to notify of. */
export type TrayNews = {
  /** News now that the state is this. */
  ofState(state: UsageState): Promise<readonly UsageEvent[]>;
  /** No more warnings of this key until then. */
  snooze(key: string, untilMs: number): Promise<void>;
};

/** One always-on program to show, with the way to its page and what it has to tell. */
export type Shown = {
  readonly daemon: TrayDaemon;
  readonly openPage?: ((view: 'dashboard' | 'settings') => Promise<void>) | undefined;
  readonly news?: TrayNews | undefined;
};

export type TrayFace = {
  /** Shows this program from now on, in place of the one before. Returns the way to stop. */
  follow(shown: Shown): () => void;
  /** Resolves when there is nothing left to show on. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

/** While the menu is open its countdowns go on; hosts that never say that it was closed get no more than two minutes of that. */
const whileOpen = { everyMs: 5_000, most: 24 };
const everyMinute = { everyMs: 60_000, most: Infinity };

const nothingYet: UsageState = { enabled: true, accounts: [], refreshing: false, atMs: 0 };
const usualSettings: TraySettings = {
  source: 'auto',
  language: 'auto',
  meters: 'left',
  tray: defaultTrayLook,
};

/**
 * Brings an icon, its menu and notifications together with an always-on program. Nothing that goes wrong here reaches the
 * program: it is logged. Rejects only where `openTray` does.
 */
export async function createTrayFace(
  world: TrayWorld,
  openTray: (model: TrayModel, listener: TrayListener) => Promise<Tray>,
): Promise<TrayFace> {
  const { clock, log } = world;
  let shown: Shown | undefined;
  let state = nothingYet;
  let tray: Tray | undefined;

  const settings = (): TraySettings => shown?.daemon.settings() ?? usualSettings;
  const look = (): TrayLook => {
    const { title, panel, colour } = settings().tray;
    return {
      title: world.look.title ?? title,
      panel: world.look.panel ?? panel,
      colour: world.look.colour ?? colour,
    };
  };
  const messages = (): Messages => world.messagesFor(settings().language);
  const hasDashboard = (): boolean => shown?.openPage !== undefined;
  const model = (): TrayModel => {
    const languageFixedBy = world.languageFixedBy ?? settings().languageFixedBy;
    return trayModel({
      state,
      settings: settings(),
      look: look(),
      languageFixedBy,
      startsAtLogin: world.startAtLogin?.isOn(),
      hasDashboard: hasDashboard(),
      nowMs: clock.now(),
      messages: messages(),
    });
  };
  const update = guarded(() => {
    tray?.show(model());
    if (look().title === 'countdown') countdown.start();
    else countdown.stop();
  });
  const menuTicks = createTicking(clock, whileOpen, update);
  const countdown = createTicking(clock, everyMinute, update);

  function guarded<T extends unknown[]>(act: (...values: T) => void): (...values: T) => void {
    return (...values) => {
      try {
        act(...values);
      } catch (error) {
        logBug(error);
      }
    };
  }

  function logBug(error: unknown): void {
    log.debug('bug in the tray', { stack: stackOf(error) });
  }

  async function change(patch: SettingsPatch): Promise<void> {
    try {
      await shown?.daemon.changeSettings(patch);
    } catch (error) {
      log.debug('the setting could not be changed', {
        reason: error instanceof Error ? error.message : String(error),
      });
      await say('settings', messages().tray.notChanged);
    }
    update();
  }

  async function say(key: string, text: string): Promise<void> {
    await tray?.notify?.({
      key,
      title: text,
      body: '',
      urgency: 'low',
      icon: model().icon,
      buttons: [],
    });
  }

  async function carryOut(action: TrayAction): Promise<void> {
    switch (action.kind) {
      case 'refresh':
        return void (await shown?.daemon.refresh());
      case 'open-dashboard':
        return shown?.openPage?.('dashboard');
      case 'open-settings':
        return shown?.openPage?.('settings');
      case 'set-source':
        return change({ source: action.source });
      case 'set-language':
        return change({ language: action.language });
      case 'start-at-login':
        await world.startAtLogin?.set(action.on);
        return update();
      case 'about':
        return say('about', messages().tray.aboutText(world.version));
      case 'quit':
        return world.quit();
    }
  }

  async function answerNotice(action: NoticeAction): Promise<void> {
    return action.kind === 'snooze'
      ? shown?.news?.snooze(action.key, action.untilMs)
      : carryOut(action);
  }

  function tell(events: readonly UsageEvent[]): void {
    if (events.length === 0) return;
    const facts = {
      icon: model().icon,
      messages: messages(),
      nowMs: clock.now(),
      hasDashboard: hasDashboard(),
    };
    for (const event of events) void tray?.notify?.(eventNotice(event, facts));
  }

  const listener: TrayListener = {
    act: (action) => void carryOut(action).catch(logBug),
    actOnNotice: (action) => void answerNotice(action).catch(logBug),
    menuOpens: guarded(() => {
      update();
      menuTicks.start(() => shown?.daemon.look());
    }),
    menuCloses: menuTicks.stop,
    hostChanged: (present) => world.hostChanged(present, messages()),
  };

  tray = await openTray(model(), listener);
  const opened = tray;

  return {
    follow(next) {
      shown = next;
      const unsubscribe = next.daemon.subscribe(
        guarded((now: UsageState) => {
          state = now;
          update();
          next.news?.ofState(now).then(tell).catch(logBug);
        }),
      );
      return () => {
        unsubscribe();
        menuTicks.stop();
        if (shown === next) shown = undefined;
      };
    },
    ended: opened.ended,
    async close() {
      menuTicks.stop();
      countdown.stop();
      await opened.close();
    },
  };
}
