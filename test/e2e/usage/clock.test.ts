import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

/** Kimi's clock differs from this machine's by three hours. */
const skewed = { 'clock-ahead': 10_800, 'clock-behind': -10_800 } as const;

for (const [scenario, offset] of Object.entries(skewed)) {
  const name = scenario as keyof typeof skewed;

  test(`${name}: countdowns are right, in JSON, on the card and in a status line`, async (t) => {
    const stage = await setStage(t, { scenario: name });
    const [record] = readUsageArray((await stage.run(['usage', '--json'])).stdout);
    const session = record?.kimi?.windows?.[0];
    assert.ok(Math.abs(Number(session?.resetsInSeconds) - 7500) < 30, 'resets in 2h 5m');
    assert.ok(Math.abs(Number(record?.kimi?.['clockOffsetSeconds']) - offset) <= 2);
    assert.match(
      String((session?.['pace'] as { summary?: string })?.summary),
      /12% in deficit|11% in deficit/,
    );
    assert.match((await stage.run(['usage'])).stdout, /70% used|30% left .* resets .*in 2h [456]m/);
    const line = (await stage.run(['statusline', 'plain', '--format', '{session.resetsIn}']))
      .stdout;
    assert.match(line, /2h[ ]?[456]m/);
  });
}

async function texts(t: TestContext, name: keyof typeof skewed): Promise<Record<string, string>> {
  const stage = await setStage(t, { scenario: name });
  const output = async (...args: string[]): ReturnType<Stage['run']> => stage.run(args);
  const first = await output('usage', '-v');
  return {
    card: first.stdout,
    'a Chinese card': (await output('usage', '--lang', 'zh-CN')).stdout,
    doctor: (await output('doctor')).stdout.replaceAll(/\s+/g, ' '),
    'a Chinese doctor': (await output('doctor', '--lang', 'zh-CN')).stdout.replaceAll(/\s+/g, ''),
    '-v': first.stderr,
  };
}

test('a clock that is ahead is named', async (t) => {
  const said = await texts(t, 'clock-ahead');
  assert.match(said['card'] ?? '', /your clock is 3h ahead of Kimi's/);
  assert.match(said['a Chinese card'] ?? '', /本机时钟比 Kimi 快 3 小时/);
  assert.match(said['doctor'] ?? '', /your clock is 3h ahead of Kimi's/);
  assert.match(said['a Chinese doctor'] ?? '', /本机时钟比Kimi快3小时/);
  assert.match(said['-v'] ?? '', /your clock is ahead of Kimi's/);
});

test('a clock that is behind is named', async (t) => {
  const said = await texts(t, 'clock-behind');
  assert.match(said['card'] ?? '', /your clock is 3h behind Kimi's/);
  assert.match(said['a Chinese card'] ?? '', /本机时钟比 Kimi 慢 3 小时/);
  assert.match(said['doctor'] ?? '', /your clock is 3h behind Kimi's/);
  assert.match(said['-v'] ?? '', /your clock is behind Kimi's/);
});

test('nothing is said of a clock that is right', async (t) => {
  const stage = await setStage(t);
  const { stdout } = await stage.run(['usage', '--json']);
  assert.doesNotMatch(stdout, /clockOffset/);
  assert.doesNotMatch((await stage.run(['usage'])).stdout, /clock/);
});
