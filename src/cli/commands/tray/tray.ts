import { openApp } from '../../../app/open-app.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { NotificationSettings } from '../../../config/settings.ts';
import { createEventNotices } from '../../../daemon/events/publish-events.ts';
import type { SettingsView } from '../../../domain/settings-view.ts';
import type { TrayLookFlags } from '../../../domain/tray-look.ts';
import { collectAfterStart, keepHeapSmall } from '../../../host/small-heap.ts';
import { withHourCycle } from '../../../present/hour-cycle.ts';
import { messagesIn, type Messages } from '../../../present/messages.ts';
import { TrayFace, type ShownProgram, type TrayEvents } from '../../../tray/tray-face.ts';
import { chooseLanguage } from '../../choose-language.ts';
import type { CommandContext } from '../../command-context.ts';
import { requireAccount } from '../../argument-refusal.ts';
import { openAppWindow } from '../../open-app-window.ts';
import { openInBrowser } from '../../open-in-browser.ts';
import type { TrayFlags } from '../../tray-at-login.ts';
import type { ShownDaemon } from './own-daemon.ts';
import { openPlatformTray, type ReadyPlatform } from './platform-tray.ts';
import { openShownDaemon } from './shown-daemon.ts';

/**
 * `kimibar tray`: shows the icon until Quit, Ctrl-C or the end of the desktop session (exit code
 * 0). It shows the daemon that runs already or starts its own, also when the other one ends. A
 * second tray only says that there is one (0 as well). Exit code 1 if this system can't show an
 * icon.
 */
export async function runTray(
  context: CommandContext,
  flags: TrayLookFlags,
  account?: string,
): Promise<number> {
  const { terminal, messages, signal } = context;
  if (account !== undefined) await requireAccount(context, await openApp(context), { account });
  keepHeapSmall();
  const platform = await openPlatformTray(context);
  if (platform.kind === 'refused') {
    terminal.err(platform.why);
    return 1;
  }
  if (platform.kind === 'running') {
    terminal.out(messages.tray.alreadyRunning);
    return 0;
  }
  const quit = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => quit.resolve(), { once: true });
  if (signal.aborted) quit.resolve();
  collectAfterStart();
  const face = await openFace(context, { flags, account, platform, quit: quit.resolve });
  try {
    await showDaemons(context, face, { quit: quit.promise, flags: { ...flags, account } });
    return 0;
  } finally {
    await face.close();
  }
}

/** Shows one daemon after the other until the icon is gone or the user quits. */
async function showDaemons(
  context: CommandContext,
  face: TrayFace,
  { quit, flags }: { readonly quit: Promise<void>; readonly flags: TrayFlags },
): Promise<void> {
  const events = await openTrayEvents(context);
  const over = Promise.race([face.ended, quit]).then(() => 'over' as const);
  for (;;) {
    const shown = await openShownDaemon(context, flags);
    const leave = face.follow({ ...withPage(context, shown), events });
    const end = await Promise.race([over, shown.gone.then(() => 'gone' as const)]);
    leave();
    await shown.close();
    if (end === 'over') return;
    context.host.log.debug('the daemon has ended');
  }
}

/**
 * Notifications under the settings of the moment. Rejects with `invalid-config` if the config file
 * can't be used.
 */
async function openTrayEvents({
  host,
  configPath,
}: Pick<CommandContext, 'host' | 'configPath'>): Promise<TrayEvents> {
  const read = async (): Promise<NotificationSettings> =>
    (await loadSettings(host, { path: configPath })).settings.notifications;
  let settings = await read();
  const teller = createEventNotices(host, () => settings);
  return {
    async ofState(state) {
      // While the user edits the file it may be broken; the last valid settings stay.
      settings = await read().catch(() => settings);
      return teller.observe(state);
    },
    snooze: teller.snooze,
  };
}

function withPage(
  { host, signal }: CommandContext,
  { daemon, address }: ShownDaemon,
): ShownProgram {
  if (address === undefined) return { daemon };
  return {
    daemon,
    async openPage(view) {
      if (view === 'settings') await openInBrowser(host, new URL('#/settings', address), signal);
      else if (!(await openAppWindow(host, new URL('#/glance', address), signal)))
        await openInBrowser(host, address, signal);
    },
  };
}

function openFace(
  context: CommandContext,
  {
    flags,
    account,
    platform,
    quit,
  }: {
    readonly flags: TrayLookFlags;
    readonly account: string | undefined;
    readonly platform: ReadyPlatform;
    readonly quit: () => void;
  },
): Promise<TrayFace> {
  const { host, terminal } = context;
  let hasReported = false;
  return TrayFace.open(
    {
      clock: host.clock,
      log: host.log,
      look: flags,
      account,
      messagesFor: languageFollower(context),
      hostChanged(present, messages) {
        if (!present && !hasReported)
          terminal.err(messages.tray.waitingForHost(platform.withoutHost(messages)));
        hasReported = true;
      },
      quit,
    },
    platform.open,
  );
}

/**
 * The messages in the language of the settings, unless a flag or variable overrides it. `auto` is
 * the system's language.
 */
function languageFollower(
  context: CommandContext,
): (language: SettingsView['language']) => Messages {
  const { host, messages, configPath, languageFixedBy } = context;
  if (languageFixedBy !== undefined) return () => messages;
  const config = configPath === undefined ? [] : ['--config', configPath];
  let last:
    | { readonly language: SettingsView['language']; readonly messages: Messages }
    | undefined;
  return (language) => {
    if (last?.language !== language) {
      last = {
        language,
        messages: withHourCycle(
          messagesIn(language === 'auto' ? chooseLanguage(config, host) : language),
          messages.usage.hourCycle,
        ),
      };
    }
    return last.messages;
  };
}
