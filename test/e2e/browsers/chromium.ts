import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Env } from '../../../src/host/host.ts';
import type { TempHome } from '../../support/fakes/stores/temp-home.ts';
import { startCdp } from './cdp.ts';

export const chromiumPath = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find(existsSync);

export type RunningBrowser = { visit(url: string): Promise<void>; close(): Promise<void> };

type Launch = {
  readonly userDataFolder: string;
  readonly sitePort: number;
  readonly keyStore: 'basic' | 'gnome-libsecret';
  readonly env: Env;
};

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
];

/** Starts a real Chromium without a window that takes every host for the local site, and steers it over a pipe. */
export async function startChromium(
  place: TempHome,
  { userDataFolder, sitePort, keyStore, env }: Launch,
): Promise<RunningBrowser> {
  const process = spawn(
    chromiumPath ?? 'chromium',
    [
      ...quiet,
      `--user-data-dir=${userDataFolder}`,
      `--password-store=${keyStore}`,
      '--ignore-certificate-errors',
      '--remote-debugging-pipe',
      `--host-resolver-rules=MAP *:443 127.0.0.1:${sitePort}, MAP * ~NOTFOUND`,
      'about:blank',
    ],
    {
      env: { ...env, TMPDIR: place.workshop },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    },
  );
  const exited = new Promise((resolve) => process.once('exit', resolve));
  place.atEnd(async () => {
    process.kill('SIGKILL');
    await exited;
  });
  const cdp = startCdp(process.stdio[3], process.stdio[4]);
  const { targetInfos } = await cdp.send('Target.getTargets');
  const page = (targetInfos as { type: string; targetId: string }[]).find(
    (target) => target.type === 'page',
  );
  const { sessionId } = await cdp.send('Target.attachToTarget', {
    targetId: page?.targetId,
    flatten: true,
  });
  await cdp.send('Page.enable', {}, String(sessionId));
  return {
    async visit(url) {
      const loaded = cdp.once('Page.loadEventFired');
      const { errorText } = await cdp.send('Page.navigate', { url }, String(sessionId));
      if (errorText !== undefined) throw new Error(String(errorText));
      await loaded;
    },
    // A proper goodbye: a browser that is killed within half a minute of the sign-in loses the cookie.
    async close() {
      await Promise.race([cdp.send('Browser.close'), exited]);
      await exited;
    },
  };
}
