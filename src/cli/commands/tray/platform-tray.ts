import type { Messages } from '../../../present/messages.ts';
import type { IconColouring, IconGround } from '../../../tray/icon-colours.ts';
import type { TrayModel } from '../../../tray/tray-model.ts';
import type { Tray, TrayListener } from '../../../tray/tray.ts';
import type { CommandContext } from '../../command-context.ts';

/** A system that can show an icon. */
export type ReadyPlatform = {
  readonly kind: 'ready';
  open(model: TrayModel, listener: TrayListener): Promise<Tray>;
  /** What a person can do where the desktop has no place for icons. */
  withoutHost(messages: Messages): string;
};

/** `running`: another tray of this session is there already. */
export type PlatformTray = ReadyPlatform | { readonly kind: 'running' } | { readonly kind: 'refused'; readonly why: string };

export type PlatformOptions = { readonly panel: Extract<IconGround, 'dark' | 'light'> | 'auto'; readonly colouring: IconColouring };

/** Only one tray of a session can have it. */
const busName = 'app.kimibar.Tray';

/** The way to this system's tray. Each system's code loads only there. */
export async function openPlatformTray({ host, messages }: CommandContext, options: PlatformOptions): Promise<PlatformTray> {
  if (host.platform.os !== 'linux') return { kind: 'refused', why: messages.tray.notHere };
  const [{ openSessionBus }, { openLinuxTray }, { desktopHint }] = await Promise.all([
    import('../../../host/open-session-bus.ts'),
    import('../../../tray/linux/linux-tray.ts'),
    import('../../../tray/linux/desktop-hint.ts'),
  ]);
  const bus = await openSessionBus(host.env);
  if (bus === undefined) return { kind: 'refused', why: messages.tray.noSessionBus };
  if (!(await bus.own(busName))) {
    bus.close();
    return { kind: 'running' };
  }
  return {
    kind: 'ready',
    open: (model, listener) => openLinuxTray(host, bus, model, listener, { ground: options.panel, colouring: options.colouring }),
    withoutHost: (words) => words.tray.hosts[desktopHint(host.env)],
  };
}
