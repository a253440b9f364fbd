import type { Host } from '../host/host.ts';
import { hasDesktop } from './open-in-browser.ts';

const openerTimeoutMs = 10_000;
const size = '--window-size=380,680';

/** The first of Chromium's relatives on the path, detached, so that it outlives this program. */
const linuxScript = `
for browser in google-chrome google-chrome-stable chromium chromium-browser microsoft-edge brave-browser; do
  command -v "$browser" >/dev/null || continue
  exec setsid -f "$browser" "--app=$1" ${size} </dev/null >/dev/null 2>&1
done
exit 1`;

const macosApps = ['Google Chrome', 'Microsoft Edge', 'Brave Browser', 'Chromium'];

/**
 * Opens an address in a small window of its own, without tabs and address bar, which only Chromium
 * and its relatives can. False if none is installed, or no desktop.
 */
export async function openAppWindow(
  host: Pick<Host, 'commands' | 'env' | 'platform'>,
  address: URL,
  signal: AbortSignal,
): Promise<boolean> {
  if (!hasDesktop(host)) return false;
  for (const [file, ...args] of commandsFor(host.platform.os, address)) {
    const result = await host.commands.run(file, args, { timeoutMs: openerTimeoutMs, signal });
    if (result.kind === 'ran' && result.exitCode === 0) return true;
  }
  return false;
}

type Command = readonly [file: string, ...args: string[]];

function commandsFor(os: Host['platform']['os'], { href }: URL): readonly Command[] {
  const app = `--app=${href}`;
  switch (os) {
    case 'linux':
      return [['sh', '-c', linuxScript, 'sh', href]];
    case 'darwin':
      return macosApps.map((name): Command => ['open', '-na', name, '--args', app, size]);
    case 'win32':
      // Edge is part of Windows.
      return [['cmd', '/d', '/c', 'start', '', 'msedge', app, size]];
  }
}
