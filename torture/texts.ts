import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UsageOutcome } from '../src/domain/usage-snapshot.ts';
import { runProgram } from '../test/support/run-program.ts';
import { startServer } from '../test/support/running-server.ts';
import { session, snapshot, wallet } from '../test/unit/present/readings.ts';
import { testWorld } from '../test/unit/server/test-world.ts';
import { chanceFrom, pick } from './chance.ts';
import { drawFaces, faultIn } from './drawn-faces.ts';
import { attempt, type Ground } from './trial.ts';

/** What a terminal obeys, what hides words or turns them round, and what breaks out of a line, a cell or a tag. */
const signs = [
  '\u001B[2J',
  '\u001B[31m',
  '\u001B]0;title\u0007',
  '\u001B]52;c;cm0gLXJm\u0007',
  '\u001B]8;;https://evil.example\u001B\\here',
  '\u009B31m',
  '\u009D0;title\u009C',
  '\u0090q',
  '\u001BP1$r\u001B\\',
  '\u001Bc',
  '\u001B(0',
  '\u0007',
  '\b\b\b',
  '\r',
  '\n',
  '\t',
  '\0',
  '\u007F',
  '\u0085',
  '\u202E',
  '\u2066',
  '\u200F',
  '\u200B',
  '\uFEFF',
  '\u2028',
  '\u2029',
  '\u{E0041}',
  'e\u0301\u0301\u0301',
  '\uD800',
  '"',
  '\\',
  '<script>',
  '#[fg=red]',
  '%{F#f00}',
  '| bash=/bin/sh',
  '$(id)',
  '&amp;',
  '{"a":1}',
  '월',
  '🙂',
  ' ',
];

/** Control characters and escape sequences in every word the service may choose, on every face. */
export async function tortureWithTexts(ground: Ground): Promise<void> {
  const chance = chanceFrom(ground.seed);
  const word = (): string => Array.from({ length: 1 + Math.floor(chance() * 6) }, () => pick(chance, [...signs, 'Kimi', 'week'])).join('');
  const drawn = ground.score('control signs, drawn faces');
  for (let turn = 0; turn < ground.count(2_000); turn += 1) {
    const outcome = outcomeWith(word);
    const account = word();
    await attempt(drawn, JSON.stringify(outcome), () => {
      for (const { face, text } of drawFaces(outcome, { nowMs: Date.UTC(2025, 10, 21, 13, 24), account })) {
        assert.equal(faultIn(text), undefined, face);
        if (face.startsWith('hook ') && !face.startsWith('hook environment')) assert.doesNotThrow(() => JSON.parse(text));
      }
    });
    if (turn % 10 === 0) await checkRoutes(ground, outcome, account);
  }
  await checkProgram(ground, word);
}

function outcomeWith(word: () => string): UsageOutcome {
  const windows = [
    { ...session, label: word() },
    { ...session, id: 'rate-90', label: word(), lengthMinutes: 90 } as const,
    { ...session, id: 'rate-unknown', label: word() } as const,
  ];
  return {
    kind: 'fresh',
    snapshot: { ...snapshot(windows, { wallet: { ...wallet, currency: word() } }), plan: word(), sourceDetail: word() },
    attempts: [],
  };
}

async function checkRoutes(ground: Ground, outcome: UsageOutcome, account: string): Promise<void> {
  const score = ground.score('control signs, HTTP');
  const world = testWorld({ state: { enabled: true, accounts: [{ account, outcome }], refreshing: false, atMs: 0 } });
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
    const row = (duration: number) => ({ name: word(), window: { duration, timeUnit: 'TIME_UNIT_MINUTE' }, detail });
    const body = request.url?.endsWith('/me')
      ? { user_id: word(), user_level_name: word(), nickname: word() }
      : { usage: { limit: '2048', used: '1' }, limits: [row(300), row(90), row(77)], user: { membership: { level: word() } } };
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => kimi.listen(0, '127.0.0.1', resolve));
  ground.after(() => kimi.close());
  const env = { KIMI_CODE_API_KEY: ground.key, KIMI_CODE_BASE_URL: `http://127.0.0.1:${(kimi.address() as AddressInfo).port}` };
  const home = ground.folder('texts');
  const commands = [[], ['--json'], ['--format', 'toon'], ['--lang', 'zh-CN'], ['-v']].map((more) => ['usage', '--refresh'].concat(more));
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
