import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { Env } from '../../../src/host/host.ts';
import type { TempHome } from '../../support/fakes/stores/temp-home.ts';
import type { RunningBrowser } from './chromium.ts';

export const firefoxPath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

/** Every host is the local site, and nothing is fetched that was not asked for. */
const preferences = (sitePort: number) => ({
  'network.dns.forceResolve': '127.0.0.1',
  'network.socket.forcePort': `443=${sitePort}`,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.http.http3.enable': false,
  'network.trr.mode': 5,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
});

/** Starts a real Firefox without a window on a profile folder, and steers it over WebDriver BiDi. */
export async function startFirefox(
  place: TempHome,
  profileFolder: string,
  sitePort: number,
  env: Env,
): Promise<RunningBrowser> {
  mkdirSync(profileFolder, { recursive: true });
  const lines = Object.entries(preferences(sitePort)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profileFolder, 'user.js'), lines.join('\n'));
  const process = spawn(
    firefoxPath ?? 'firefox',
    ['--headless', '--no-remote', '--profile', profileFolder, '--remote-debugging-port', '0'],
    {
      env: { ...env, MOZ_HEADLESS: '1', TMPDIR: place.workshop },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = new Promise((resolve) => process.once('exit', resolve));
  place.atEnd(async () => {
    process.kill('SIGKILL');
    await exited;
  });
  const bidi = await connect(await listeningAt(process.stderr));
  await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  const { contexts } = (await bidi.send('browsingContext.getTree')) as {
    contexts: { context: string }[];
  };
  return {
    async visit(url) {
      await bidi.send('browsingContext.navigate', {
        context: contexts[0]?.context,
        url,
        wait: 'complete',
      });
    },
    async close() {
      await Promise.race([bidi.send('browser.close'), exited]);
      await exited;
    },
  };
}

async function listeningAt(stderr: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stderr });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const url = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    lines.once('close', () => reject(new Error('Firefox ended before it listened')));
  });
}

type Answer = {
  readonly id?: number | undefined;
  readonly type: string;
  readonly result?: object | undefined;
  readonly message?: string | undefined;
};

async function connect(
  url: string,
): Promise<{ send(method: string, params?: object): Promise<object> }> {
  const socket = new WebSocket(`${url}/session`);
  const answers = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  socket.addEventListener('message', (event) => {
    const answer = JSON.parse(String(event.data)) as Answer;
    if (answer.id !== undefined) answers.get(answer.id)?.(answer);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('Firefox refused the connection')));
  });
  return {
    send(method, params = {}) {
      lastId += 1;
      const id = lastId;
      socket.send(JSON.stringify({ id, method, params }));
      return new Promise((resolve, reject) => {
        answers.set(id, ({ type, result, message }) =>
          type === 'error' ? reject(new Error(message)) : resolve(result ?? {}),
        );
      });
    },
  };
}
