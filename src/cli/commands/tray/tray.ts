import { version } from '../../../app/version.ts';
import type { SettingsView } from '../../../domain/settings-view.ts';
import type { TrayLookFlags } from '../../../domain/tray-look.ts';
import { keepHeapSmall } from '../../../host/small-heap.ts';
import { thisProgram } from '../../../host/this-program.ts';
import { messagesIn, type Messages } from '../../../present/messages.ts';
import { TrayFace, type ShownProgram } from '../../../tray/tray-face.ts';
import { chooseLanguage } from '../../choose-language.ts';
import type { CommandContext } from '../../command-context.ts';
import { openInBrowser } from '../../open-in-browser.ts';
import { openProgramSource } from './program-source.ts';
import type { ProgramSource } from './program-to-show.ts';
import { startAtLogin } from '../../../daemon/autostart/start-at-login.ts';
import { openTrayEvents } from './tray-events.ts';
import { openPlatformTray, type ReadyPlatform } from './platform-tray.ts';

/**
 * `kimibar tray`: the icon until Quit, Ctrl-C or the end of the desktop session, which is exit code 0. It shows the KimiBar
 * that runs already, or brings refreshes and page itself; when the one it shows ends, it goes on by itself.
 * A second tray says so, and that is 0, too. 1 where this system can't show an icon.
 */
export async function runTray(context: CommandContext, flags: TrayLookFlags): Promise<number> {
  const { terminal, messages, signal } = context;
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
  const face = await openFace(context, flags, platform, quit.resolve);
  try {
    await showPrograms(context, face, quit.promise);
    return 0;
  } finally {
    await face.close();
  }
}

/** One program after the other, as long as there is a face to show them. */
async function showPrograms(
  context: CommandContext,
  face: TrayFace,
  quit: Promise<void>,
): Promise<void> {
  const events = await openTrayEvents(context);
  const over = Promise.race([face.ended, quit]).then(() => 'over' as const);
  for (;;) {
    const source = await openProgramSource(context);
    const leave = face.follow({ ...shownOf(context, source), events });
    const end = await Promise.race([over, source.gone.then(() => 'gone' as const)]);
    leave();
    await source.close();
    if (end === 'over') return;
    context.host.log.debug('the program that was shown has ended');
  }
}

function shownOf(
  { host, signal }: CommandContext,
  { daemon, address }: ProgramSource,
): ShownProgram {
  if (address === undefined) return { daemon };
  return {
    daemon,
    async openPage(view) {
      const page = view === 'settings' ? new URL('#/settings', address) : address;
      await openInBrowser(host, page, signal);
    },
  };
}

function openFace(
  context: CommandContext,
  flags: TrayLookFlags,
  platform: ReadyPlatform,
  quit: () => void,
): Promise<TrayFace> {
  const { host, terminal, configPath, language, languageFixedBy } = context;
  const config = configPath === undefined ? [] : ['--config', configPath];
  const spoken = languageFixedBy === '--lang' ? ['--lang', language] : [];
  const { node, script } = thisProgram();
  let wasTold = false;
  return TrayFace.open(
    {
      clock: host.clock,
      log: host.log,
      version,
      look: flags,
      messagesFor: languageFollower(context),
      languageFixedBy,
      startAtLogin: startAtLogin(host, [
        node,
        script,
        'tray',
        ...flagWords(flags),
        ...spoken,
        ...config,
      ]),
      hostChanged(present, messages) {
        if (!present && !wasTold)
          terminal.err(messages.tray.waitingForHost(platform.withoutHost(messages)));
        wasTold = true;
      },
      quit,
    },
    platform.open,
  );
}

/** What was given this time is given at every login, too. */
function flagWords(flags: TrayLookFlags): string[] {
  return Object.entries(flags).flatMap(([name, word]) =>
    word === undefined ? [] : [`--${name}`, word],
  );
}

/** The words of a language; `auto` is the system's. A flag or a variable has the last word. */
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
        messages: messagesIn(language === 'auto' ? chooseLanguage(config, host) : language),
      };
    }
    return last.messages;
  };
}
