import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { leaksOf } from '../../support/leaks.ts';
import { runProgram, type ProgramRun } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { writeFirefoxStore, type FirefoxCookie } from '../../support/fakes/stores/firefox-store.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';

const hostname = 'www.kimi.com';
const endsAtMs = Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000;
const token = kimiToken('canary-of-cookies', endsAtMs);

function makeFirefox(
  home: string,
  profiles: Readonly<Record<string, readonly FirefoxCookie[]>>,
): void {
  const folder = join(home, '.mozilla', 'firefox');
  mkdirSync(folder, { recursive: true });
  const sections = Object.keys(profiles).map(
    (name, at) => `[Profile${at}]\nName=${name}\nIsRelative=1\nPath=p${at}\n`,
  );
  writeFileSync(join(folder, 'profiles.ini'), sections.join('\n'));
  Object.values(profiles).forEach((cookies, at) =>
    writeFirefoxStore(join(folder, `p${at}`, 'cookies.sqlite'), cookies),
  );
}

function kimibar(
  home: string,
  args: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramRun> {
  return runProgram(args.split(' '), { home, env });
}

function homeWithSessions(t: TestContext): string {
  const home = tempFolder(t);
  makeFirefox(home, {
    'default-release': [{ host: hostname, value: token, expiry: endsAtMs }],
    工作: [
      { host: hostname, value: kimiToken('old', Date.now() - 1000), expiry: Date.now() - 1000 },
    ],
    spare: [],
  });
  return home;
}

test("lists every profile in a table, missing browsers in one line, and never a cookie's value", async (t) => {
  const { exitCode, stdout, stderr } = await kimibar(homeWithSessions(t), 'cookies');
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.equal(
    stdout.replace(/\d+d( \d+h)?/, 'LATER'),
    [
      'Kimi sessions on this computer',
      '',
      '  ✓ Firefox (default-release)  signed in, expires in LATER',
      '  · Firefox (工作)             expired',
      '  · Firefox (spare)            no Kimi session',
      '',
      'No profile found: Kimi Desktop, Chrome, Edge, Brave, Chromium',
      '',
    ].join('\n'),
  );
  assert.deepEqual(leaksOf(stdout, token), []);
});

test('the same in Chinese and without block characters', async (t) => {
  const home = homeWithSessions(t);
  const chinese = await kimibar(home, 'cookies', { LANG: 'zh_CN.UTF-8' });
  assert.match(
    chinese.stdout,
    /^这台电脑上的 Kimi 网页登录\n\n {2}✓ Firefox \(default-release\) {2}已登录，.+后到期\n {2}· Firefox \(工作\) {13}已过期\n/,
  );
  assert.match(chinese.stdout, /\n未找到用户配置：Kimi 桌面版、Chrome、/);
  const plain = await kimibar(home, 'cookies', { LANG: 'C', LC_ALL: 'POSIX' });
  assert.match(plain.stdout, /^ {2}\+ Firefox \(default-release\)/m);
});

test('--json has the same facts in English, with advice', async (t) => {
  const { exitCode, stdout } = await kimibar(homeWithSessions(t), 'cookies --json', {
    LANG: 'zh_CN.UTF-8',
  });
  assert.equal(exitCode, 0);
  const { looked, places } = JSON.parse(stdout);
  assert.equal(looked, true);
  assert.deepEqual(places[0], { source: 'desktop', name: 'Kimi Desktop', state: 'not-found' });
  const firefox = places.filter(({ name }: { name: string }) => name === 'Firefox');
  const expiresAt = `${new Date(endsAtMs).toISOString().slice(0, 19)}Z`;
  assert.deepEqual(firefox[0], {
    source: 'browser',
    name: 'Firefox',
    profile: 'default-release',
    state: 'session',
    expiresAt,
  });
  assert.equal(firefox[1].state, 'expired');
  assert.deepEqual(firefox[2], {
    source: 'browser',
    name: 'Firefox',
    profile: 'spare',
    state: 'no-session',
    todo: 'Sign in at www.kimi.com, then run: kimibar cookies refresh',
  });
  assert.deepEqual(leaksOf(stdout, token), []);
});

test('finding no session is exit code 0, with advice', async (t) => {
  const { exitCode, stdout } = await kimibar(tempFolder(t), 'cookies');
  assert.equal(exitCode, 0);
  assert.match(stdout, /^No supported browser profile and no Kimi Desktop found\.\n/);
  assert.match(stdout, /an API key always works: kimibar setup\n$/);
});

test('sessions are cached, imported again on refresh, and cleared', async (t) => {
  const home = homeWithSessions(t);
  const kept = join(home, '.local', 'share', 'kimibar', 'web-sessions.json');
  await kimibar(home, 'cookies');
  assert.ok(readFileSync(kept, 'utf8').includes(token));
  // As if the browser's session had changed without changing the file's time.
  const outdated = kimiToken('outdated');
  writeFileSync(kept, readFileSync(kept, 'utf8').replace(token, outdated));
  await kimibar(home, 'cookies');
  assert.ok(readFileSync(kept, 'utf8').includes(outdated));
  const refresh = await kimibar(home, 'cookies refresh --json');
  assert.equal(refresh.exitCode, 0);
  assert.equal(
    JSON.parse(refresh.stdout).places.filter(({ state }: { state: string }) => state === 'session')
      .length,
    1,
  );
  const after = readFileSync(kept, 'utf8');
  assert.deepEqual([after.includes(token), after.includes(outdated)], [true, false]);
  assert.deepEqual(await kimibar(home, 'cookies clear'), {
    exitCode: 0,
    stdout: 'Removed 1 saved session.\n',
    stderr: '',
  });
  assert.equal(existsSync(kept), false);
  assert.deepEqual(await kimibar(home, 'cookies clear'), {
    exitCode: 0,
    stdout: 'No saved sessions.\n',
    stderr: '',
  });
});

for (const [word, what] of [
  ['off', 'cookies are turned off'],
  ['manual', 'only pasted cookies are used'],
] as const) {
  test(`with the cookie source ${word} no browser is read, and it says so`, async (t) => {
    const home = homeWithSessions(t);
    await kimibar(home, `config set-cookie-source ${word}`);
    for (const command of ['cookies', 'cookies refresh']) {
      const { exitCode, stdout } = await kimibar(home, command);
      assert.equal(exitCode, 0);
      assert.equal(
        stdout.replaceAll('\n', ' ').trim(),
        `No browsers were checked: ${what}. To change this, run: kimibar config set-cookie-source auto`,
      );
    }
    const { stdout } = await kimibar(home, 'cookies --json');
    assert.deepEqual(JSON.parse(stdout), {
      looked: false,
      reason: `cookie-source-${word}`,
      places: [],
    });
    assert.equal(existsSync(join(home, '.local', 'share', 'kimibar', 'web-sessions.json')), false);
  });
}

test('a source setting that ignores sessions is pointed out', async (t) => {
  const home = homeWithSessions(t);
  await kimibar(home, 'config set-source api');
  const { stderr } = await kimibar(home, 'cookies');
  assert.equal(
    stderr,
    'Note: the source is set to api, so this is not used. To change that, run: kimibar config set-source auto\n',
  );
});
