import { join } from 'node:path';
import { dataFolder } from '../../../config/config-paths.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { TrayModel } from '../../../tray/tray-model.ts';
import type { Tray, TrayListener } from '../../../tray/tray.ts';
import type { CommandContext } from '../../command-context.ts';

/** A system that can show an icon. */
export type ReadyPlatform = {
  readonly kind: 'ready';
  open(model: TrayModel, listener: TrayListener): Promise<Tray>;
  /** What the user can do if the desktop has no room for icons. */
  withoutHost(messages: Messages): string;
};

/** `running`: another tray of this session is there already. */
export type PlatformTray =
  | ReadyPlatform
  | { readonly kind: 'running' }
  | { readonly kind: 'refused'; readonly why: string };

/** Only one process of a session can own it. */
const busName = 'app.kimibar.Tray';

/** Prepares this system's tray. Loads the code of this system only. */
export async function openPlatformTray(context: CommandContext): Promise<PlatformTray> {
  switch (context.host.platform.os) {
    case 'linux':
      return linuxTray(context);
    case 'darwin':
      return macosTray(context);
    case 'win32':
      return windowsTray(context);
  }
}

async function linuxTray({ host, messages }: CommandContext): Promise<PlatformTray> {
  const [{ openSessionBus }, { openLinuxTray }, { desktopHint }] = await Promise.all([
    import('../../../host/bus/open-session-bus.ts'),
    import('../../../tray/linux/linux-tray.ts'),
    import('../../../tray/linux/desktop.ts'),
  ]);
  const bus = await openSessionBus(host.env, host.clock);
  if (bus === undefined) return { kind: 'refused', why: messages.tray.noSessionBus };
  if (!(await bus.requestName(busName))) {
    bus.close();
    return { kind: 'running' };
  }
  return {
    kind: 'ready',
    open: (model, listener) => openLinuxTray({ host, bus }, model, listener),
    withoutHost: (words) => words.tray.hosts[desktopHint(host.env)],
  };
}

async function macosTray({ host }: CommandContext): Promise<PlatformTray> {
  const [{ takeInstanceLock }, { startLineHelper }, { MacosTray }] = await Promise.all([
    import('../../../host/files/instance-lock.ts'),
    import('../../../host/line-helper.ts'),
    import('../../../tray/macos/macos-tray.ts'),
  ]);
  const place = await takeInstanceLock(join(dataFolder(host.env, host.platform), 'tray.sock'));
  if (place === undefined) return { kind: 'running' };
  const startHelper = (file: string, args: readonly string[], onLine: (line: string) => void) =>
    startLineHelper(file, args, { env: host.env, onLine });
  return {
    kind: 'ready',
    open: async (model, listener) => new MacosTray({ ...host, startHelper }, model, listener),
    withoutHost: (words) => words.tray.hosts.other,
  };
}

async function windowsTray({ host, messages }: CommandContext): Promise<PlatformTray> {
  const [{ takeInstanceLock }, { koffiPackage, loadKoffi }, { startWindow }, { WindowsTray }] =
    await Promise.all([
      import('../../../host/files/instance-lock.ts'),
      import('../../../host/koffi.ts'),
      import('../../../tray/windows/start-window.ts'),
      import('../../../tray/windows/windows-tray.ts'),
    ]);
  let koffi: ReturnType<typeof loadKoffi>;
  try {
    koffi = loadKoffi();
  } catch {
    return { kind: 'refused', why: messages.tray.koffiMissing(koffiPackage) };
  }
  const place = await takeInstanceLock(
    String.raw`\\.\pipe\kimibar-tray-${host.env['USERNAME'] ?? 'user'}`,
  );
  if (place === undefined) return { kind: 'running' };
  return {
    kind: 'ready',
    open: (model, listener) =>
      WindowsTray.open((onEvent) => startWindow(koffi, onEvent), model, listener),
    withoutHost: (words) => words.tray.hosts.other,
  };
}
