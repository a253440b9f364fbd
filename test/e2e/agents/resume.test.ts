import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import test, { type TestContext } from 'node:test';
import { createNodeClock } from '../../../src/host/clock.ts';
import { startFakeModel, type ModelAnswer } from '../../support/fakes/fake-model.ts';
import { hurriedNow } from '../../support/hurried-clock.ts';
import { missingKimiCode, setUpKimiCode } from '../../support/kimi-code.ts';
import { setStage } from '../../support/stage.ts';
import { testTimeoutMs } from '../../support/until.ts';

const speed = 120;
const refusal = { refused: "You've reached your usage limit for this billing cycle." };
const options = { skip: missingKimiCode, timeout: testTimeoutMs };

/**
 * The real Kimi Code and a Kimi whose 5-hour quota is used up for 12 more minutes, which pass in six
 * seconds once `hurry` was called.
 */
async function setUp(t: TestContext, answer: (kimiNowMs: number) => ModelAnswer) {
  let hurryFromMs = Number.POSITIVE_INFINITY;
  const clock = { ...createNodeClock(), now: () => hurriedNow(Date.now(), hurryFromMs, speed) };
  const stage = await setStage(t, { scenario: 'nearly-out', clock });
  stage.simulator.use('session', 16);
  const model = await startFakeModel(t, () => answer(stage.simulator.now()));
  const kimi = setUpKimiCode(stage.home, model.url);
  const refused = await kimi.run(['-p', 'Write a novel.']);
  assert.notEqual(refused.exitCode, 0);
  const preload = new URL('../../support/hurried-clock.ts', import.meta.url).href;
  const resume = (args: readonly string[] = [], onStart?: (child: ChildProcess) => void) =>
    stage.run(['resume', ...args], {
      onStart,
      env: {
        ...kimi.env,
        NODE_OPTIONS: `--import=${preload}`,
        KIMIBAR_TEST_SPEED: String(speed),
        KIMIBAR_TEST_HURRY_FROM: String(hurryFromMs),
      },
    });
  const { simulator } = stage;
  return { model, resume, simulator, hurry: () => void (hurryFromMs = Date.now()) };
}

test('the real Kimi Code goes on once after the reset, however many wait', options, async (t) => {
  let [isBack, askedAtMs] = [false, 0];
  const { model, resume, simulator, hurry } = await setUp(t, (kimiNowMs) => {
    askedAtMs = kimiNowMs;
    return isBack ? 'The novel is done.' : refusal;
  });
  const resetAtMs = simulator.now() + 12 * 60_000;
  const refusals = model.asked.length;
  const plan = await resume(['--dry-run']);
  assert.equal(plan.exitCode, 0, plan.stderr);
  assert.match(
    plan.stdout,
    /^Session session_\S+ was stopped by a limit at .*\n.*kimi --session session_\S+ -p "Continue where you were interrupted\."\nWaiting for the 5-hour quota/,
  );

  // The command can be pasted into a shell.
  const hard = await resume(['--dry-run', '--prompt', `say "it's $HOME"`]);
  assert.ok(hard.stdout.includes(String.raw` -p 'say "it'\''s $HOME"'`), hard.stdout);

  // Killed while it waits.
  await resume([], ({ stderr, ...child }) => {
    stderr?.once('data', () => process.kill(child.pid ?? 0, 'SIGKILL'));
  });
  hurry();
  isBack = true;
  const both = await Promise.all([resume(), resume()]);
  const ran = both.filter(({ stdout }) => stdout.includes('The novel is done.'));
  assert.equal(ran.length, 1, JSON.stringify(both));
  assert.equal(ran[0]?.exitCode, 0);
  // The reset was counted from the start, a little before it is known here.
  assert.ok(askedAtMs > resetAtMs, `asked ${(askedAtMs - resetAtMs) / 1000} s after the reset`);
  const other = both.find((one) => one !== ran[0]);
  assert.equal(other?.exitCode, 1);
  assert.match(other?.stderr ?? '', /already continued once|has been continued meanwhile/);
  const later = model.asked.slice(refusals);
  assert.equal(later.length, 1);
  const said =
    later[0]?.messages.filter(({ role }) => role === 'user').map(({ content }) => content) ?? [];
  assert.ok(said.some((content) => content.includes('Write a novel.')));
  assert.ok(said.some((content) => content.includes('Continue where you were interrupted.')));

  const again = await resume();
  assert.deepEqual([again.exitCode, again.stdout], [1, '']);
  assert.match(again.stderr, /^No session of Kimi Code was stopped by a limit/);
});

test(
  'a refusal passes on its exit code, and is a new wall with an attempt of its own',
  options,
  async (t) => {
    const { model, resume, hurry } = await setUp(t, () => refusal);
    hurry();
    const before = model.asked.length;
    const refused = await resume(['--prompt', 'Go on.']);
    assert.equal(refused.exitCode, 1, refused.stderr);
    assert.match(refused.stderr, /usage limit/);
    assert.equal(model.asked.length, before + 1);
    const short = await resume(['--max-wait', '1s']);
    assert.ok([1, 75].includes(short.exitCode ?? 0), short.stderr);
  },
);

test('too short a wait ends with 75, an unknown session with 1', options, async (t) => {
  const { model, resume, simulator } = await setUp(t, () => refusal);
  const before = model.asked.length;
  const short = await resume(['--max-wait', '2m']);
  assert.equal(short.exitCode, 75, short.stderr);
  assert.match(
    short.stderr,
    /^(Could not check\. .*\n)?Not continuing: the quota is not back for 1\dm, longer than --max-wait \(2m\)\.\n$/,
  );
  const unknown = await resume(['--session', 'session_x']);
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.stderr, /^The last turn of session session_x was not stopped by a limit/);
  simulator.setScenario('status-503');
  const failing = await resume(['--max-wait', '30s']);
  assert.equal(failing.exitCode, 75);
  assert.match(
    failing.stderr,
    /server error \(503\).*\nNot continuing: the quota could not be checked within --max-wait \(1m\)\.\n$/,
  );
  assert.equal(model.asked.length, before);
});
