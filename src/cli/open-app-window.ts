import { win32 } from 'node:path';
import { readEnvValue } from '../host/env-value.ts';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { hasDesktop } from './open-in-browser.ts';

type AppWindowHost = Pick<Host, 'commands' | 'env' | 'files' | 'platform'>;

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
  host: AppWindowHost,
  address: URL,
  signal: AbortSignal,
): Promise<boolean> {
  if (!hasDesktop(host)) return false;
  for (const [file, ...args] of commandsFor(host, address)) {
    const result = await host.commands.run(file, args, { timeoutMs: openerTimeoutMs, signal });
    if (result.kind === 'ran' && result.exitCode === 0) return true;
  }
  return false;
}

type Command = readonly [file: string, ...args: string[]];

function commandsFor(host: AppWindowHost, { href }: URL): readonly Command[] {
  const app = `--app=${href}`;
  switch (host.platform.os) {
    case 'linux':
      return [['sh', '-c', linuxScript, 'sh', href]];
    case 'darwin':
      return macosApps.map((name): Command => ['open', '-na', name, '--args', app, size]);
    case 'win32':
      return edgePrograms(host).map((path) => ['cmd', '/d', '/c', 'start', '', path, app, size]);
  }
}

/**
 * Edge is part of Windows, but not on its path: `start` would look for a bare `msedge` in the
 * current folder first.
 */
function edgePrograms({ env, files }: AppWindowHost): readonly string[] {
  return ['ProgramFiles(x86)', 'ProgramFiles']
    .map((name) => readEnvValue(env, name) ?? '')
    .filter((folder) => win32.isAbsolute(folder))
    .map((folder) => win32.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'))
    .filter((path) => tryFacts(files, path) !== undefined);
}
