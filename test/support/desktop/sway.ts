import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Session } from './session.ts';
import { eventually } from '../until.ts';

const config =
  'output X11-1 resolution 1000x600 position 0,0 bg #35506b solid_color\nxwayland disable\n';

/**
 * Sway refuses to run as root, so root starts it as another user, who needs access to the socket and
 * the screen.
 */
const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/**
 * Starts sway in a window that fills the screen. Programs started with the returned environment are
 * shown in it.
 */
export async function startSway({
  env,
  folder,
  start,
}: Session): Promise<Readonly<Record<string, string>>> {
  const [home, sockets] = [join(folder, 'sway'), join(folder, 'wayland')];
  mkdirSync(home);
  mkdirSync(sockets);
  writeFileSync(join(home, 'config'), config);
  // Hides the rest of the session.
  chmodSync(folder, 0o711);
  chmodSync(sockets, 0o777);
  const words = ['sway', '--unsupported-gpu', '-c', join(home, 'config')];
  const [program = '', ...args] =
    process.getuid?.() === 0 ? ['setpriv', ...nobody, ...words] : words;
  start(program, args, {
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_RUNTIME_DIR: sockets,
    DBUS_SESSION_BUS_ADDRESS: '',
    WLR_BACKENDS: 'x11',
    WLR_LIBINPUT_NO_DEVICES: '1',
    WLR_RENDERER: 'pixman',
  });
  const socket = await eventually(
    async () => readdirSync(sockets).find((name) => /^wayland-\d+$/.test(name)),
    'sway',
  );
  return {
    ...env,
    WAYLAND_DISPLAY: join(sockets, socket),
    XDG_CURRENT_DESKTOP: 'sway',
    GDK_BACKEND: 'wayland',
  };
}
