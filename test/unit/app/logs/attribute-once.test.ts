import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openHistory, recordHistory } from '../../../../src/app/history.ts';
import { pricesFile } from '../../../../src/app/logs/fresh-prices.ts';
import { openLedger, openUpToDateLedger } from '../../../../src/app/logs/open-ledger.ts';
import { readBreakdown, type BreakdownRequest } from '../../../../src/app/logs/read-breakdown.ts';
import type { Breakdown } from '../../../../src/domain/breakdown.ts';
import type { Host } from '../../../../src/host/host.ts';
import type { TokenUse } from '../../../../src/domain/token-use.ts';
import type { UsageSnapshot } from '../../../../src/domain/usage-snapshot.ts';
import type { SqliteDatabase } from '../../../../src/host/sqlite.ts';
import { kimiCodeTree } from '../../../../src/simulator/logs/kimi-code-tree.ts';
import { ledgerStage } from '../../../support/ledger-stage.ts';
import { writeSimulatedPast } from '../../../support/simulated-past.ts';

const startMs = Date.UTC(2026, 10, 27, 15);
const minuteMs = 60_000;
/** More than a window has: shows that an answer was repeated. */
const marked = 12_345;

type Stage = {
  readonly host: Host;
  readonly home: string;
  readonly kimiHome: string;
  nowMs: number;
  breakdown(request?: Partial<BreakdownRequest>): Promise<Breakdown>;
  /** Rewrites the kept answers. */
  rewrite(change: (text: string) => string): Promise<void>;
};

async function answeredStage(t: TestContext): Promise<Stage> {
  const { host: real, home, kimiHome } = ledgerStage(t);
  const stage: Stage = {
    host: { ...real, clock: { now: () => stage.nowMs, sleep: async () => {} } },
    home,
    kimiHome,
    nowMs: startMs,
    async breakdown(request = {}) {
      const ledger = await openUpToDateLedger(stage.host);
      try {
        return await readBreakdown(stage.host, ledger, { by: 'project', ...request });
      } finally {
        ledger.close();
      }
    },
    rewrite: (change) =>
      withDatabase(stage, (database) => {
        const [row] = database.all("SELECT value FROM fact WHERE name = 'answers'");
        const text = change(String(row?.['value']));
        database.run("UPDATE fact SET value = ? WHERE name = 'answers'", [text]);
      }),
  };
  await writeSimulatedPast(stage.host, kimiHome, { nowMs: startMs });
  await stage.breakdown();
  return stage;
}

async function withDatabase(
  { host, home }: Pick<Stage, 'host' | 'home'>,
  work: (database: SqliteDatabase) => void,
): Promise<void> {
  const database = await host.openSqlite(join(home, 'data', 'ledger.sqlite'), { readOnly: false });
  try {
    work(database);
  } finally {
    database.close();
  }
}

const mark = (text: string): string =>
  text.replace(/"usedPoints":[\d.]+/, `"usedPoints":${marked}`);

test('while nothing changes, points are attributed once in five minutes', async (t) => {
  const stage = await answeredStage(t);
  const first = await stage.breakdown();
  await stage.rewrite(mark);
  stage.nowMs += 4 * minuteMs;
  const again = await stage.breakdown();
  assert.equal(again.quota?.usedPoints, marked);
  assert.deepEqual(again.rows, first.rows);
  assert.deepEqual(again.pointPrice, first.pointPrice);
  stage.nowMs += minuteMs;
  assert.notEqual((await stage.breakdown()).quota?.usedPoints, marked, 'five minutes later');
  await stage.rewrite(mark);
  stage.nowMs -= 2 * minuteMs;
  assert.notEqual((await stage.breakdown()).quota?.usedPoints, marked, 'the clock was set back');
});

const use: TokenUse = {
  at: startMs - 40 * minuteMs,
  agent: 'kimi-code',
  sessionId: 'session_0a1b2c3d-0000-4000-8000-000000000001',
  subagent: 'main',
  project: '/p',
  model: 'kimi-k3',
  provider: 'kimi',
  certainty: 'exact',
  tokens: { input: 100_000, output: 20_000, cacheRead: 0, cacheCreation: 0 },
  calls: 1,
};

function usageAt(fetchedAtMs: number): UsageSnapshot {
  const window = {
    id: 'weekly',
    usedPercent: 77,
    unit: 'percent',
    lengthMinutes: 10_080,
    reliable: true,
  } as const;
  const windows = [{ ...window, resetsAtMs: startMs + 50 * 3_600_000 }];
  return { windows, source: 'api-key', fetchedAtMs };
}

type Change = (stage: Stage) => Promise<unknown>;

const changes: Readonly<Record<string, Change>> = {
  'a call in a new log': async ({ kimiHome }) => {
    for (const { path, text } of kimiCodeTree({ uses: [use], titles: new Map() })) {
      mkdirSync(dirname(join(kimiHome, path)), { recursive: true });
      writeFileSync(join(kimiHome, path), text);
    }
  },
  'another computer’s records': async ({ host }) => {
    const ledger = openLedger(host, { mayCreate: false });
    const records = { machine: 'other', sinceMs: use.at, uses: [use], walls: [] };
    assert.equal(await ledger.importRecords(records), 'imported');
    ledger.close();
  },
  'new usage': ({ host, nowMs }) => recordHistory(host, [usageAt(nowMs)]),
  'an imported history': async ({ host, nowMs }) => {
    const history = openHistory(host, { mayCreate: false });
    const sample = { atMs: nowMs - 3 * 3_600_000 - 7 * minuteMs, usedPercent: 50 };
    await history.importEntries([{ kind: 'sample', windowId: 'weekly', sample }]);
    history.close();
  },
  'prices that were learned again': async ({ host }) => {
    const prices = pricesFile(host).readAll().get(undefined);
    assert.ok(prices);
    await pricesFile(host).write({ ...prices, learnedAtMs: prices.learnedAtMs - 1 });
  },
  'answers that are no JSON': ({ rewrite }) => rewrite((text) => text.slice(0, -9)),
  'answers of another shape': ({ rewrite }) =>
    rewrite((text) => text.replace('"rows":[', '"rows":[7,')),
  'answers of a version that did not keep the range of elsewhere': ({ rewrite }) =>
    rewrite((text) =>
      text.replaceAll(
        /"elsewhere":\{"points":([\d.e-]+),[^}]*\}/g,
        (_, points) => `"elsewherePoints":${points}`,
      ),
    ),
};

for (const [name, change] of Object.entries(changes)) {
  test(`${name}: points are attributed again`, async (t) => {
    const stage = await answeredStage(t);
    await stage.rewrite(mark);
    await change(stage);
    const { quota } = await stage.breakdown();
    assert.ok(quota !== undefined && quota.usedPoints < 100, `${quota?.usedPoints} points`);
  });
}

test('each question has an answer of its own, and days none', async (t) => {
  const stage = await answeredStage(t);
  const questions: readonly Partial<BreakdownRequest>[] = [
    { by: 'session' },
    { windowId: 'weekly' },
    { sinceMs: startMs - 86_400_000 },
    { project: '/home/demo/shop' },
    { by: 'day' },
  ];
  for (const question of questions) {
    await stage.rewrite(mark);
    const { quota } = await stage.breakdown(question);
    assert.notEqual(quota?.usedPoints, marked, JSON.stringify(question));
  }
  assert.equal((await stage.breakdown()).quota?.usedPoints, marked);
});
