import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { CommandContext } from '../../../../src/cli/command-context.ts';
import {
  runWatch,
  type OpenScreen,
  type WatchOptions,
} from '../../../../src/cli/commands/watch/watch.ts';
import { openDaemon } from '../../../../src/daemon/open-daemon.ts';
import { listenHttp } from '../../../../src/host/http/http-server.ts';
import type { ScreenListener } from '../../../../src/host/live-screen.ts';
import { createPage } from '../../../../src/server/page.ts';
import { createServerListener } from '../../../../src/server/server-listener.ts';
import { demoApiKey, workApiKey } from '../../../../src/simulator/demo-accounts.ts';
import { startSimulator } from '../../../../src/simulator/start-simulator.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const startMs = Date.UTC(2026, 10, 20, 8);
const minuteMs = 60_000;

/**
 * A simulated Kimi, a machine with a key and a named account, and a clock that only the test moves.
 */
async function stage(t: TestContext) {
  const clock = manualClock(startMs);
  const simulator = await startSimulator({ clock });
  t.after(() => simulator.close());
  const home = tempFolder(t);
  const data = join(home, 'data');
  const configPath = join(home, 'config.json');
  const kimi = { id: 'kimi', accounts: [{ name: 'work', apiKey: workApiKey }] };
  writeFileSync(configPath, JSON.stringify({ version: 1, providers: [kimi] }));
  const env = {
    KIMIBAR_DATA_DIR: data,
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
  };
  const { ctx } = recordedContext(home, { env, configPath });
  const context: CommandContext = { ...ctx, host: { ...ctx.host, clock } };
  const requests = (): number =>
    simulator.requests.filter(({ path }) => path.endsWith('/usages')).length;
  return { clock, context, data, requests, configPath };
}

/** `kimibar watch` on a screen whose last frame can be read and whose keys can be pressed. */
function watchOn(t: TestContext, context: CommandContext, options: WatchOptions = {}) {
  let frame = '';
  let listener: ScreenListener | undefined;
  const openScreen: OpenScreen = (_, given) => {
    listener = given;
    return {
      columns: 80,
      rows: 24,
      draw: (lines) => void (frame = lines.join('\n')),
      suspend() {},
      close() {},
    };
  };
  const exit = runWatch(context, options, openScreen);
  const press = (key: string): void => listener?.key(key);
  t.after(async () => {
    press('q');
    await exit;
  });
  const shows = (text: RegExp): Promise<void> => until(() => text.test(frame), String(text));
  return { exit, press, shows };
}

test('without a running daemon it refreshes the one account at its cadence', async (t) => {
  const { clock, context, requests } = await stage(t);
  const { exit, press, shows } = watchOn(t, context);
  await shows(/5-hour .* left[\s\S]*next refresh in 5:00/);
  assert.equal(requests(), 1);
  await clock.pass(minuteMs);
  await shows(/next refresh in 4:00/);
  press('r');
  await until(() => requests() === 2, 'a refresh');
  await shows(/next refresh in 5:00/);
  await clock.pass(5 * minuteMs);
  await until(() => requests() === 3, 'the next refresh');
  press('q');
  assert.equal(await exit, 0);
});

test('a named account is refreshed instead of the main one, and no process is told', async (t) => {
  const { context, data, requests } = await stage(t);
  const { shows } = watchOn(t, context, { account: 'work' });
  await shows(/work[\s\S]* left/);
  assert.equal(requests(), 1);
  assert.equal(existsSync(join(data, 'schedule.json')), false);
  assert.equal(existsSync(join(data, 'events.json')), false);
});

test('all accounts are a table that ticks, those in trouble first', async (t) => {
  const { context, requests } = await stage(t);
  const { press, shows } = watchOn(t, context, { allAccounts: true });
  await shows(/Account .*Outlook[\s\S]*main \*? .*\n[\s\S]*work .*[\s\S]*Most room: work\./);
  assert.equal(requests(), 2);
  press('l');
  await shows(/账号 .*预测/);
});

test('an unknown account is rejected', async (t) => {
  const { context } = await stage(t);
  await assert.rejects(
    runWatch(context, { account: 'home' }, () => assert.fail('no screen')),
    { kind: 'invalid-arguments' },
  );
});

test('beside a running daemon it shows what that fetches, and goes on when that ends', async (t) => {
  const { clock, context, requests, configPath } = await stage(t);
  const { host } = context;
  const daemon = await openDaemon({ host, configPath });
  const stopping = new AbortController();
  const world = { daemon, clock, page: createPage(), version: '1', stopping: stopping.signal };
  const listener = createServerListener(world, { loopbackOnly: true }, (error) =>
    assert.fail(String(error)),
  );
  const server = await listenHttp({ host: '127.0.0.1', port: 0 }, listener);
  assert.ok('port' in server);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await server.stop(0);
    await daemon.close();
  };
  t.after(stop);
  await until(() => daemon.state().nextRefreshAtMs === startMs + 5 * minuteMs, 'a plan');
  await daemon.announce(`http://127.0.0.1:${server.port}/`);
  assert.equal(requests(), 2, 'both accounts');
  const { press, shows } = watchOn(t, context);
  await shows(/5-hour .* left[\s\S]*next refresh in 5:00/);
  assert.equal(requests(), 2);
  await clock.pass(minuteMs);
  press('r');
  await until(() => requests() === 4, 'a refresh by the daemon');
  await stop();
  const hasRefreshed = (): boolean => {
    void clock.pass(minuteMs);
    return requests() > 4;
  };
  await until(hasRefreshed, 'a refresh of its own');
  await shows(/5-hour .* left[\s\S]*next refresh in/);
});
