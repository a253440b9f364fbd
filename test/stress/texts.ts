import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { runProgram } from '../support/run-program.ts';
import { startServer } from '../support/running-server.ts';
import { session, snapshot, wallet } from '../support/fakes/snapshots.ts';
import { testWorld } from '../support/fakes/server-world.ts';
import { chanceFrom } from './chance.ts';
import { drawFaces, faultIn } from './drawn-faces.ts';
import { hostileWord } from './hostile-words.ts';
import { tortureTextsOnPage } from './page.ts';
import { attempt, type Ground } from './trial.ts';

/** Control characters and escape sequences in every word the service may choose, on every face. */
export async function tortureWithTexts(ground: Ground): Promise<void> {
  const chance = chanceFrom(ground.seed);
  const word = (): string => hostileWord(chance);
  const drawn = ground.score('control signs, drawn faces');
  for (let turn = 0; turn < ground.count(2_000); turn += 1) {
    const outcome = outcomeWith(word);
    const account = word();
    await attempt(drawn, JSON.stringify(outcome), () => {
      for (const { face, text } of drawFaces(outcome, {
        nowMs: Date.UTC(2025, 10, 21, 13, 24),
        account,
      })) {
        assert.equal(faultIn(text), undefined, face);
        checkNoOrders(face, text);
        if (face.startsWith('hook ') && !face.startsWith('hook environment'))
          assert.doesNotThrow(() => JSON.parse(text));
      }
    });
    if (turn % 10 === 0) await checkRoutes(ground, outcome, account);
  }
  await tortureTextsOnPage(ground, () => ({ outcome: outcomeWith(word), account: word() }));
  await checkProgram(ground, word);
}

/** What each bar would obey in a line: none of it may come from the service. */
function checkNoOrders(face: string, text: string): void {
  if (face.startsWith('statusline tmux')) assert.doesNotMatch(text.replaceAll('##', ''), /#/, text);
  if (face.startsWith('statusline polybar')) assert.doesNotMatch(text, /%\{/, text);
  if (face.startsWith('statusline waybar')) {
    const { text: line, tooltip } = JSON.parse(text) as { text: string; tooltip: string };
    assert.doesNotMatch(line + tooltip, /[<>]|&(?!(?:amp|lt|gt);)/);
  }
  // The two rows that do something are ours.
  if (face.startsWith('statusline swiftbar'))
    assert.equal(text.split('\n').filter((line) => line.includes('|')).length, 2, text);
}

function outcomeWith(word: () => string): UsageOutcome {
  const windows = [
    { ...session, label: word() },
    { ...session, id: 'rate-90', label: word(), lengthMinutes: 90 } as const,
    { ...session, id: 'rate-unknown', label: word() } as const,
  ];
  return {
    kind: 'fresh',
    snapshot: {
      ...snapshot(windows, { wallet: { ...wallet, currency: word() } }),
      plan: word(),
      sourceDetail: word(),
    },
    attempts: [],
  };
}

async function checkRoutes(ground: Ground, outcome: UsageOutcome, account: string): Promise<void> {
  const score = ground.score('control signs, HTTP');
  const world = testWorld({
    state: { enabled: true, accounts: [{ account, outcome }], refreshing: false, atMs: 0 },
  });
  for (const path of ['/usage', '/dashboard/v1/snapshot', '/api/v1/state', '/metrics']) {
    await attempt(score, `${path} ${JSON.stringify(outcome)}`, async () => {
      const answer = await world.ask(path);
      const text = await answer.text();
      assert.equal(answer.status, 200);
      assert.equal(faultIn(text), undefined);
    });
  }
  world.stop();
}

/** A service that says such words over the wire, and the built program before it. */
async function checkProgram(ground: Ground, word: () => string): Promise<void> {
  const score = ground.score('control signs, program');
  const kimi = createServer((request, answer) => {
    const detail = { limit: '200', used: '20', resetTime: word(), name: word(), title: word() };
    const row = (duration: number) => ({
      name: word(),
      window: { duration, timeUnit: 'TIME_UNIT_MINUTE' },
      detail,
    });
    const body = request.url?.endsWith('/me')
      ? { user_id: word(), user_level_name: word(), nickname: word() }
      : {
          usage: { limit: '2048', used: '1' },
          limits: [row(300), row(90), row(77)],
          user: { membership: { level: word() } },
        };
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => kimi.listen(0, '127.0.0.1', resolve));
  ground.after(() => kimi.close());
  const env = {
    KIMI_CODE_API_KEY: ground.key,
    KIMI_CODE_BASE_URL: `http://127.0.0.1:${(kimi.address() as AddressInfo).port}`,
  };
  const home = ground.folder('texts');
  const commands = [[], ['--json'], ['--format', 'toon'], ['--lang', 'zh-CN'], ['-v']].map((more) =>
    ['usage', '--refresh'].concat(more),
  );
  const others = [
    ['statusline', 'plain'],
    ['statusline', 'waybar'],
    ['statusline', 'swiftbar'],
    ['history'],
    ['doctor'],
    ['guard', '--json'],
  ];
  for (let turn = 0; turn < ground.count(10); turn += 1) {
    for (const args of [...commands, ...others]) {
      await attempt(score, args.join(' '), async () => {
        const run = await runProgram(args, { env, home });
        ground.heard(run.stdout + run.stderr);
        assert.notEqual(run.exitCode, 70, run.stderr);
        assert.equal(faultIn(run.stdout + run.stderr), undefined);
      });
    }
  }
  const server = await startServer(ground, { home, env });
  for (const path of ['usage', 'dashboard/v1/snapshot', 'metrics', 'api/v1/history']) {
    await attempt(score, `serve, ${path}`, async () => {
      const text = await (await server.get(path)).text();
      ground.heard(text);
      assert.equal(faultIn(text), undefined);
    });
  }
}
