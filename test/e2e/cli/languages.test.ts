import assert from 'node:assert/strict';
import test from 'node:test';
import { setStage } from '../../support/stage.ts';

/** Flags and variables, and the language that follows. */
const wishes: readonly (readonly [string, Readonly<Record<string, string>>, 'en' | 'zh'])[] = [
  ['', { LANG: 'C.UTF-8' }, 'en'],
  ['', { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ['', { LANG: 'zh_TW.UTF-8' }, 'zh'],
  ['', { LANG: 'de_DE.UTF-8' }, 'en'],
  ['', { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
  ['', { LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  ['', { LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
  ['', { LC_ALL: 'zh_CN.UTF-8', KIMIBAR_LANG: 'en' }, 'en'],
  ['', { LANG: 'en_US.UTF-8', KIMIBAR_LANG: 'zh-CN' }, 'zh'],
  ['', { LANG: 'zh_CN.UTF-8', KIMIBAR_LANG: 'auto' }, 'zh'],
  ['--lang zh-CN', { KIMIBAR_LANG: 'en', LC_ALL: 'en_US.UTF-8' }, 'zh'],
  ['--lang=en', { KIMIBAR_LANG: 'zh-CN' }, 'en'],
  ['--lang zh', {}, 'zh'],
];

for (const [flags, env, spoken] of wishes) {
  test(`${flags} ${JSON.stringify(env)} speaks ${spoken}`, async (t) => {
    const stage = await setStage(t);
    const args = flags === '' ? [] : flags.split(' ');
    const isChinese = spoken === 'zh';
    const card = await stage.run(args, { env });
    assert.equal(/剩余/.test(card.stdout), isChinese, card.stdout);
    assert.equal(/left/.test(card.stdout), !isChinese, card.stdout);
    const failure = await stage.run([...args, '--account', 'nobody'], { env });
    assert.equal(/\p{Script=Han}/u.test(failure.stderr), isChinese, failure.stderr);
  });
}

test('the setting of the language overrides the system, and variables override the setting', async (t) => {
  const stage = await setStage(t);
  assert.equal((await stage.run(['config', 'set', 'language', 'zh-CN'])).exitCode, 0);
  assert.match((await stage.run([])).stdout, /剩余/);
  assert.match((await stage.run([], { env: { KIMIBAR_LANG: 'en' } })).stdout, /left/);
  assert.match((await stage.run(['--lang', 'en'])).stdout, /left/);
});

test('JSON, logs and exit codes are never translated', async (t) => {
  for (const scenario of ['everyday', 'status-401', 'garbage', 'odd-windows'] as const) {
    const stage = await setStage(t, { scenario });
    const english = await stage.run(['--json', '-v']);
    const chinese = await stage.run(['--json', '-v', '--max-age', '0', '--lang', 'zh-CN']);
    assert.equal(chinese.exitCode, english.exitCode);
    assert.doesNotMatch(chinese.stdout, /\p{Script=Han}/u);
    const log = chinese.stderr.split('\n').filter((line) => /^\d\d:\d\d:\d\d\./.test(line));
    assert.ok(log.length > 0 && !log.some((line) => /\p{Script=Han}/u.test(line)), chinese.stderr);
  }
});
