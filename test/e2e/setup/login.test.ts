import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { demoApiKey, demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import { setLoginStage, writeCliLogin } from '../../support/cli-login.ts';
import { placeFakeOpener } from '../../support/fakes/fake-opener.ts';
import { leaksOf } from '../../support/leaks.ts';
import { setStage } from '../../support/stage.ts';
import { openTmux, tmuxIsMissing } from '../../support/tmux.ts';
import { writeFirefoxStore } from '../../support/fakes/stores/firefox-store.ts';

const skip = tmuxIsMissing;
const wrongKey = 'sk-kimi-Canary8e3d5b1f7a2c9046d8e1b3f5a7c2';

test(
  'opens the console, notices a Kimi Code login that appears, and shows its card',
  { skip },
  async (t) => {
    const { stage, env } = await setLoginStage(t);
    const opener = placeFakeOpener(stage.home);
    const terminal = await openTmux(t, ['login'], {
      home: stage.home,
      env: { ...env, ...opener.env },
    });
    await terminal.shows('Opened https://www.kimi.com/code/console in the browser.');
    await terminal.shows('Waiting up to 5m for a sign-in');
    assert.equal(stage.simulator.requests.length, 0);
    writeCliLogin(stage.home);
    assert.equal(await terminal.ended(), 0);
    assert.match(
      await terminal.screen(),
      /Signed in: Kimi Code login\n\nKimi Code · Allegretto .+ Kimi Code login · just now\n/,
    );
    assert.deepEqual(opener.opened(), ['https://www.kimi.com/code/console']);
    assert.equal(stage.asked('usages'), 1);
  },
);

test(
  '--web opens the sign-in page and accepts a browser session, with messages in Chinese',
  { skip },
  async (t) => {
    const { home, addresses } = await setOut(t);
    const opener = placeFakeOpener(home);
    const terminal = await openTmux(t, ['login', '--web'], {
      home,
      env: { ...addresses, ...opener.env, LANG: 'zh_CN.UTF-8' },
    });
    await terminal.shows('最多等待 5 分钟');
    assert.deepEqual(opener.opened(), ['https://www.kimi.com/']);
    const profile = join(home, '.mozilla', 'firefox', 'abc.default');
    writeFirefoxStore(join(profile, 'cookies.sqlite'), [
      { host: 'www.kimi.com', value: demoWebToken, expiry: Date.now() + 9e8 },
    ]);
    assert.equal(await terminal.ended(), 0);
    const screen = await terminal.screen();
    assert.match(screen, /登录成功：网页登录 · Firefox \(abc\.default\)\n\nKimi Code · Moderato/);
    assert.deepEqual(leaksOf(screen.replace(/\s/g, ''), demoWebToken), []);
  },
);

test(
  'a key added to the config counts; one that Kimi rejects is tested and reported once',
  { skip },
  async (t) => {
    const { home, addresses, stage } = await setOut(t);
    const terminal = await openTmux(t, ['login'], { home, env: addresses });
    await terminal.shows("Couldn't open a browser.");
    await terminal.shows('Waiting up to');
    const store = (key: string) =>
      stage.run(['config', 'set-api-key', '--provider', 'kimi', '--stdin'], { stdin: key });
    await store(wrongKey);
    await terminal.shows(
      "Found a sign-in, but it doesn't work: Kimi Code API key is invalid or expired.",
    );
    await store(demoApiKey);
    assert.equal(await terminal.ended(), 0);
    const screen = await terminal.screen();
    assert.match(screen, /Signed in: API key\n\nKimi Code · Allegretto/);
    assert.equal(screen.split("it doesn't work").length, 2);
    assert.equal(stage.asked('usages'), 2);
  },
);

test(
  'a pasted key is tested, saved, and ends the wait; a wrong one is asked for again',
  { skip },
  async (t) => {
    const { home, addresses, stage } = await setOut(t);
    const terminal = await openTmux(t, ['login'], { home, env: addresses });
    await terminal.shows('Paste it here');
    await terminal.paste(wrongKey);
    await terminal.press('Enter');
    await terminal.shows('Kimi rejected this API key');
    await terminal.shows('Paste it here', 2);
    await terminal.paste(demoApiKey);
    await terminal.press('Enter');
    assert.equal(await terminal.ended(), 0);
    const screen = await terminal.screen();
    assert.match(screen, /It works: API key/);
    assert.match(screen, /Signed in: API key\n\nKimi Code · Allegretto/);
    for (const secret of [wrongKey, demoApiKey])
      assert.deepEqual(leaksOf(screen.replace(/\s/g, ''), secret), []);
    assert.equal((await stage.run(['--json'], { env: { KIMI_CODE_API_KEY: '' } })).exitCode, 0);
  },
);

test('with a working sign-in it says so at once and opens nothing', { skip }, async (t) => {
  const { home, addresses } = await setOut(t);
  const opener = placeFakeOpener(home);
  const terminal = await openTmux(t, ['login'], {
    home,
    env: { ...addresses, ...opener.env, KIMI_CODE_API_KEY: demoApiKey },
  });
  assert.equal(await terminal.ended(), 0);
  assert.match(await terminal.screen(), /^Already signed in: API key\n\nKimi Code · Allegretto/);
  assert.deepEqual(opener.opened(), []);
});

test(
  'ends at the time-out and on Ctrl-C, but not while the config file is briefly broken',
  { skip },
  async (t) => {
    const { home, addresses } = await setOut(t);
    const late = await openTmux(t, ['login', '--timeout', '3'], { home, env: addresses });
    await late.shows('Waiting up to');
    // A file that the user is editing is no reason to stop.
    mkdirSync(join(home, '.config', 'kimibar'), { recursive: true });
    writeFileSync(join(home, '.config', 'kimibar', 'config.json'), '{"providers": [');
    assert.equal(await late.ended(), 4);
    const screen = await late.screen();
    assert.match(screen, /Waiting up to 3 seconds for a sign-in/);
    assert.match(screen, /Timed out after 3 seconds\. .+kimibar setup/s);
    const other = await setOut(t);
    const stopped = await openTmux(t, ['login'], { home: other.home, env: other.addresses });
    await stopped.shows('Press Ctrl-C to stop.');
    await stopped.press('C-c');
    assert.equal(await stopped.ended(), 130);
  },
);

const refused = [
  [
    ['login'],
    /needs a terminal\. In scripts, use kimibar config set-api-key --stdin, .+ kimibar config set-cookie --stdin\n$/,
  ],
  [['login', '--console', '--web'], /^Use either --console or --web, not both\.\n$/],
  [
    ['login', '--timeout', '0'],
    /^Invalid value "0" for --timeout\. Allowed: a number of seconds from 1 to 86400\n$/,
  ],
] as const;

for (const [args, line] of refused) {
  test(`${args.join(' ')} without a terminal is refused in one line`, async (t) => {
    const { exitCode, stdout, stderr } = await (await setStage(t)).run(args);
    assert.deepEqual([exitCode, stdout], [64, '']);
    assert.match(stderr, line);
  });
}

async function setOut(t: TestContext) {
  const stage = await setStage(t);
  const { KIMI_CODE_API_KEY: _, ...addresses } = stage.env;
  return { stage, addresses, home: stage.home };
}
