import { createNoticeTeller } from '../../../daemon/events/tell-events.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { NotificationSettings } from '../../../config/settings.ts';
import type { TrayEvents } from '../../../tray/tray-face.ts';
import type { CommandContext } from '../../command-context.ts';

/** What there is to notify of as states go by, under the settings as they are by then. Rejects with `invalid-config` as long as there are none that can be used. */
export async function openTrayEvents({
  host,
  configPath,
}: Pick<CommandContext, 'host' | 'configPath'>): Promise<TrayEvents> {
  const read = async (): Promise<NotificationSettings> =>
    (await loadSettings(host, { path: configPath })).settings.notifications;
  let settings = await read();
  const teller = createNoticeTeller(host, () => settings);
  return {
    async ofState(state) {
      // A file that is being edited may be broken for a moment: what was in force stays.
      settings = await read().catch(() => settings);
      return teller.observe(state);
    },
    snooze: teller.snooze,
  };
}
