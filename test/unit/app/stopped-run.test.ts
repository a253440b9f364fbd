import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createApp } from '../../../src/app/create-app.ts';
import { readStatusLineCache } from '../../../src/app/status-line/status-line-cache.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import type { HttpRequest, HttpResponse } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { readingPaths } from '../../support/cache-folder.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';

/** What Kimi answers: how much is used, or a failure. */
type Answer = number | Failure;

const offline = new Failure('offline', 'no network', { retryAfterMs: 600_000 });

/** Kimi's answers to one run. The last one waits for `gate`. */
function answering(answer: Answer, gate: Promise<void>) {
  const asked: string[] = [];
  async function request({ url }: HttpRequest): Promise<HttpResponse> {
    asked.push(url.pathname);
    const isProfile = url.pathname.endsWith('/me');
    if (isProfile || answer instanceof Failure) await gate;
    if (answer instanceof Failure) throw answer;
    const body = isProfile
      ? { user_id: 'u', user_level_name: 'Plan' }
      : { usage: { limit: '100', used: String(answer) } };
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  }
  return { asked, http: { request } };
}

/** Runs that share real files and one clock. */
function sharedHome(t: TestContext) {
  const home = tempFolder(t);
  const env = {
    HOME: home,
    XDG_DATA_HOME: join(home, '.local', 'share'),
    KIMI_CODE_API_KEY: 'sk-kimi-canary',
  };
  // The age of the lease is read from its file, whose time is real.
  const clock = manualClock(Date.now());
  const gate = Promise.withResolvers<void>();

  async function start(answer: Answer, opened: Promise<void>) {
    const { asked, http } = answering(answer, opened);
    const host = { ...createNodeHost({ env }), clock, http };
    const outcome = createApp(host, (await loadSettings(host, {})).settings).readUsage({
      maxAgeMs: 0,
      insist: true,
      mayPrompt: false,
      timeoutMs: 3_600_000,
      signal: new AbortController().signal,
    });
    return { asked, outcome };
  }

  return {
    clock,
    async run(answer: Answer): Promise<UsageOutcome> {
      return (await start(answer, Promise.resolve())).outcome;
    },
    /** Starts a run and stops it (Ctrl-Z) for longer than a lease lasts. */
    async stop(answer: Answer): Promise<() => Promise<UsageOutcome>> {
      const { asked, outcome } = await start(answer, gate.promise);
      await until(() => asked.length === 2, 'both requests');
      await new Promise((resolve) => setImmediate(resolve));
      clock.set(10_000);
      return () => {
        gate.resolve();
        return outcome;
      };
    },
    /** What is used according to the cached usage and the status line, and the cached failure. */
    saved() {
      const [path = ''] = readingPaths({ home });
      const cached: { good?: { snapshot: UsageSnapshotJson }; failed?: { failure: object } } =
        JSON.parse(readFileSync(path, 'utf8'));
      const line = readStatusLineCache(createNodeHost({ env }));
      return {
        used: cached.good?.snapshot.windows[0]?.used,
        line: line?.snapshot?.windows[0]?.used,
        hasFailed: [cached.failed !== undefined, line?.failed !== undefined],
      };
    },
  };
}

type UsageSnapshotJson = { readonly windows: readonly { readonly used?: number | undefined }[] };

function usedOf(outcome: UsageOutcome): number | undefined {
  return outcome.kind === 'fresh' ? outcome.snapshot.windows[0]?.used : undefined;
}

test('a run that was stopped keeps the newer usage of another, and shows it', async (t) => {
  const home = sharedHome(t);
  const resume = await home.stop(10);
  assert.equal(usedOf(await home.run(77)), 77);
  home.clock.set(1_000);
  assert.equal(usedOf(await resume()), 77);
  assert.deepEqual(home.saved(), { used: 77, line: 77, hasFailed: [false, false] });
});

test('a run that was stopped and then fails keeps the newer usage of another', async (t) => {
  const home = sharedHome(t);
  const resume = await home.stop(offline);
  await home.run(77);
  home.clock.set(1_000);
  assert.equal(usedOf(await resume()), 77);
  assert.deepEqual(home.saved(), { used: 77, line: 77, hasFailed: [false, false] });
});

test('a run that was stopped does not end the pause after a newer failure', async (t) => {
  const home = sharedHome(t);
  const resume = await home.stop(10);
  assert.equal((await home.run(offline)).kind, 'failed');
  home.clock.set(1_000);
  assert.equal(usedOf(await resume()), 10);
  assert.deepEqual(home.saved(), { used: 10, line: 10, hasFailed: [true, true] });
});

test('usage from the future is replaced: the clock was set back', async (t) => {
  const home = sharedHome(t);
  const resume = await home.stop(10);
  home.clock.set(3_600_000);
  await home.run(77);
  home.clock.set(-3_600_000);
  assert.equal(usedOf(await resume()), 10);
  assert.deepEqual(home.saved(), { used: 10, line: 10, hasFailed: [false, false] });
});
