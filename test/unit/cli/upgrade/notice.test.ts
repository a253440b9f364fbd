import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readUpdateMemory, writeUpdateMemory } from '../../../../src/app/upgrade/update-memory.ts';
import { version } from '../../../../src/app/version.ts';
import { noticeUpdate } from '../../../../src/cli/upgrade/notice.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const dayMs = 86_400_000;

function stage(t: TestContext, more: Readonly<Record<string, string>> = {}) {
  const home = tempFolder(t);
  const script = join(home, 'kimibar.cjs');
  writeFileSync(
    join(home, 'release.json'),
    JSON.stringify({ address: 'https://kimibar.invalid/', key: '' }),
  );
  const env = {
    XDG_CONFIG_HOME: join(home, 'config'),
    KIMIBAR_DATA_DIR: join(home, 'data'),
    ...more,
  };
  const { ctx, stdout, stderr } = recordedContext(home, { env, interactive: true });
  let [nowMs, checks] = [10 * dayMs, 0];
  const host = { ...ctx.host, clock: { ...ctx.host.clock, now: () => nowMs } };
  return {
    home,
    host,
    said: () => stdout() + stderr(),
    checks: () => checks,
    pass: (ms: number) => void (nowMs += ms),
    notice: (program = script) =>
      noticeUpdate({ ...ctx, host }, async () => void (checks += 1), program),
  };
}

test('a newer release is named once a day, after a check in the background', async (t) => {
  const { host, said, checks, pass, notice } = stage(t);
  await notice();
  assert.deepEqual([said(), checks()], ['', 1]);
  await notice();
  assert.equal(checks(), 1);
  // What the check in the background does.
  await writeUpdateMemory(host, { checkedAtMs: host.clock.now(), version: '99.0.0' });
  for (let run = 0; run < 3; run += 1) await notice();
  assert.equal(said().match(/KimiBar 99\.0\.0 is available/g)?.length, 1);
  pass(dayMs);
  for (let run = 0; run < 3; run += 1) await notice();
  assert.equal(said().match(/KimiBar 99\.0\.0 is available/g)?.length, 2);
  assert.equal(checks(), 2);
});

test('this release is not news', async (t) => {
  const { host, said, notice } = stage(t);
  await writeUpdateMemory(host, { checkedAtMs: host.clock.now(), version });
  await notice();
  assert.equal(said(), '');
});

test('nothing is checked in CI, by builds that know no release, or if it is off', async (t) => {
  const ci = stage(t, { CI: 'true' });
  await ci.notice();
  const source = stage(t);
  await source.notice(join(source.home, 'elsewhere', 'kimibar.cjs'));
  const off = stage(t);
  mkdirSync(join(off.home, 'config', 'kimibar'), { recursive: true });
  writeFileSync(
    join(off.home, 'config', 'kimibar', 'config.json'),
    '{"version":1,"updates":{"notice":false}}',
  );
  await off.notice();
  for (const { host, said, checks } of [ci, source, off])
    assert.deepEqual([said(), checks(), readUpdateMemory(host)], ['', 0, undefined]);
});
