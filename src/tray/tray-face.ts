import type { UsageDaemon } from '../app/usage-daemon.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import type { UsageEvent } from '../domain/usage-event.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import type { Messages } from '../present/messages/en.ts';
import { eventNotice, isWarning, snoozeKey } from './event-notice.ts';
import type { TrayAction } from './tray-menu.ts';
import { trayModel, type TitleChoice, type TrayModel } from './tray-model.ts';
import type { NoticeAction, Tray, TrayListener } from './tray.ts';

/** What the face needs of the always-on program, which may run in this process or in another. */
export type TrayDaemon = Pick<UsageDaemon, 'state' | 'subscribe' | 'refresh' | 'look' | 'settings' | 'changeSettings'>;

export type TrayWorld = Pick<Host, 'clock' | 'log'> & {
  readonly version: string;
  readonly title: TitleChoice;
  readonly messagesFor: (language: SettingsView['language']) => Messages;
  /** Absent where this system has no place for it. */
  readonly startAtLogin?: { isOn(): boolean; set(on: boolean): Promise<void> };
  readonly hostChanged: (present: boolean, messages: Messages) => void;
  /** The person chose Quit. */
  readonly quit: () => void;
};

/** One always-on program to show, with the way to its page and what it has to tell. */
export type Shown = {
  readonly daemon: TrayDaemon;
  readonly openPage?: (view: 'dashboard' | 'settings') => Promise<void>;
  /** What there is to notify of now that the state is this. */
  readonly newEvents?: (state: UsageState) => Promise<readonly UsageEvent[]>;
};

export type TrayFace = {
  /** Shows this program from now on, in place of the one before. Returns the way to stop. */
  follow(shown: Shown): () => void;
  /** Resolves when there is nothing left to show on. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

/** While the menu is open its countdowns go on; hosts that never say that it was closed get no more than two minutes of that. */
const tickMs = 5_000;
const mostTicks = 24;
const minuteMs = 60_000;

const nothingYet: UsageState = { enabled: true, accounts: [], refreshing: false, atMs: 0 };

/**
 * Brings an icon, its menu and notifications together with an always-on program. Nothing that goes wrong here reaches the
 * program: it is logged. Rejects only where `openTray` does.
 */
export async function createTrayFace(
  world: TrayWorld,
  openTray: (model: TrayModel, listener: TrayListener) => Promise<Tray>,
): Promise<TrayFace> {
  const { clock, log } = world;
  const closing = new AbortController();
  const snoozed = new Map<string, number>();
  let shown: Shown | undefined;
  let state = nothingYet;
  let tray: Tray | undefined;
  let open: AbortController | undefined;

  const settings = (): Pick<SettingsView, 'source' | 'language' | 'meters'> =>
    shown?.daemon.settings() ?? { source: 'auto', language: 'auto', meters: 'left' };
  const messages = (): Messages => world.messagesFor(settings().language);
  const hasDashboard = (): boolean => shown?.openPage !== undefined;
  const model = (): TrayModel =>
    trayModel({
      state,
      settings: settings(),
      title: world.title,
      startsAtLogin: world.startAtLogin?.isOn(),
      hasDashboard: hasDashboard(),
      nowMs: clock.now(),
      messages: messages(),
    });
  const update = guarded(() => tray?.show(model()));

  function guarded(act: () => void): () => void {
    return () => {
      try {
        act();
      } catch (error) {
        logBug(error);
      }
    };
  }

  function logBug(error: unknown): void {
    log.debug('bug in the tray', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  async function every(ms: number, most: number, signal: AbortSignal): Promise<void> {
    for (let tick = 0; tick < most && !signal.aborted; tick += 1) {
      await clock.sleep(ms, signal).catch(() => {});
      if (!signal.aborted) update();
    }
  }

  async function change(patch: SettingsPatch): Promise<void> {
    try {
      await shown?.daemon.changeSettings(patch);
    } catch (error) {
      log.debug('the setting could not be changed', { reason: error instanceof Error ? error.message : String(error) });
      await say('settings', messages().tray.notChanged);
    }
    update();
  }

  async function say(key: string, text: string): Promise<void> {
    await tray?.notify?.({ key, title: text, body: '', urgency: 'low', icon: model().icon, buttons: [] });
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

  function answerNotice(action: NoticeAction): void {
    if (action.kind === 'snooze') snoozed.set(action.key, action.untilMs);
    else carryOut(action).catch(logBug);
  }

  function tell(events: readonly UsageEvent[]): void {
    const nowMs = clock.now();
    const loud = events.filter((event) => !isWarning(event) || (snoozed.get(snoozeKey(event)) ?? 0) <= nowMs);
    const { icon } = loud.length === 0 ? { icon: undefined } : model();
    for (const event of loud) {
      if (icon === undefined) continue;
      void tray?.notify?.(eventNotice(event, { icon, messages: messages(), nowMs, hasDashboard: hasDashboard() }));
    }
  }

  const listener: TrayListener = {
    act: (action) => void carryOut(action).catch(logBug),
    actOnNotice: guardedWith(answerNotice),
    menuOpens: guarded(() => {
      update();
      if (open !== undefined) return;
      const now = new AbortController();
      open = now;
      const leave = shown?.daemon.look();
      void every(tickMs, mostTicks, now.signal).finally(() => {
        if (open === now) open = undefined;
        leave?.();
      });
    }),
    menuCloses: () => open?.abort(),
    hostChanged: (present) => world.hostChanged(present, messages()),
  };

  function guardedWith<T>(act: (value: T) => void): (value: T) => void {
    return (value) => guarded(() => act(value))();
  }

  tray = await openTray(model(), listener);
  if (world.title === 'countdown') void every(minuteMs, Infinity, closing.signal);
  const opened = tray;

  return {
    follow(next) {
      shown = next;
      const unsubscribe = next.daemon.subscribe(
        guardedWith((now: UsageState) => {
          state = now;
          update();
          next.newEvents?.(now).then(tell).catch(logBug);
        }),
      );
      return () => {
        unsubscribe();
        open?.abort();
        if (shown === next) shown = undefined;
      };
    },
    ended: opened.ended,
    async close() {
      open?.abort();
      closing.abort();
      await opened.close();
    },
  };
}
