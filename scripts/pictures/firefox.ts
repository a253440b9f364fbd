import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const executable = '/usr/bin/firefox-esr';

export type FirefoxView = {
  readonly width: number;
  readonly height: number;
  readonly isDark: boolean;
  readonly locale: string;
};

export type Firefox = {
  /** Loads a page and saves what the window shows. Resolves with what went wrong on the page. */
  take(url: string, file: string): Promise<readonly string[]>;
  stop(): Promise<void>;
};

/** Starts a Firefox of its own, driven over WebDriver BiDi. */
export async function startFirefox({
  width,
  height,
  isDark,
  locale,
}: FirefoxView): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'kimibar-firefox-'));
  const prefs = [
    ['ui.systemUsesDarkTheme', isDark ? 1 : 0],
    ['intl.accept_languages', `"${locale}"`],
    ['browser.shell.checkDefaultBrowser', false],
  ];
  const lines = prefs.map(([name, value]) => `user_pref("${name}", ${value});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    executable,
    [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port',
      '0',
      'about:blank',
    ],
    { env: { ...process.env, TZ: 'UTC', MOZ_HEADLESS: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const found = /ws:\/\/\S+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error('Firefox ended')));
  });
  const session = await openSession(`${address}/session`);
  const context = await session.firstContext();
  await session.call('browsingContext.setViewport', { context, viewport: { width, height } });
  return {
    async take(url, file) {
      session.problems.length = 0;
      await session.call('browsingContext.navigate', { context, url, wait: 'complete' });
      // The first state and the history arrive after the page itself.
      await sleep(1500);
      const { data } = await session.call('browsingContext.captureScreenshot', {
        context,
        origin: 'document',
      });
      writeFileSync(file, Buffer.from(String(data), 'base64'));
      return [...session.problems];
    },
    async stop() {
      session.close();
      child.kill('SIGTERM');
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

type Result = Readonly<Record<string, unknown>>;

async function openSession(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const waiting = new Map<number, (message: Result) => void>();
  const problems: string[] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Result;
    const { id, method, params } = message;
    if (typeof id === 'number') waiting.get(id)?.(message);
    const entry = params as { level?: string; text?: string } | undefined;
    if (method === 'log.entryAdded' && entry?.level === 'error') problems.push(entry.text ?? '');
  });
  const call = async (method: string, params: Result): Promise<Result> => {
    const id = (last += 1);
    const answer = new Promise<Result>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error, message } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${String(error)} ${String(message)}`);
    return result as Result;
  };
  await call('session.new', { capabilities: {} });
  await call('session.subscribe', { events: ['log.entryAdded'] });
  return {
    problems,
    call,
    async firstContext(): Promise<string> {
      const { contexts } = await call('browsingContext.getTree', {});
      return String((contexts as readonly { context: string }[])[0]?.context);
    },
    close: () => socket.close(),
  };
}
