import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import type { LogReading } from '../../../../src/domain/log-reading.ts';
import type { TokenUse } from '../../../../src/domain/token-use.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { TokenLedger } from '../../../../src/store/ledger/token-ledger.ts';
import { everything } from '../../../support/ledger-stage.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 28, 12);

function use(at: number, more: Partial<TokenUse> = {}): TokenUse {
  return {
    at,
    agent: 'kimi-code',
    sessionId: 's-1',
    subagent: 'main',
    project: '/p',
    model: 'k3',
    provider: 'kimi',
    certainty: 'exact',
    tokens: { input: 1, output: 2, cacheRead: 3, cacheCreation: 4 },
    calls: 1,
    ...more,
  };
}

function reading(path: string, uses: readonly TokenUse[]): LogReading {
  const place = { inode: 1, sizeBytes: 1, modifiedAtMs: 1, offset: 1, lastLineAt: 0 };
  const lines = { knownLines: 1, unknownLines: 0, unreadableLines: 0 };
  return {
    cursor: {
      path,
      agent: 'kimi-code',
      ...place,
      ...lines,
      headDigest: 1,
      lastLineDigest: 1,
      memory: '{}',
    },
    uses,
    walls: [],
    digests: new Float64Array(),
  };
}

function openAt(t: test.TestContext, time: { nowMs: number }) {
  const folder = tempFolder(t);
  const host = {
    ...createNodeHost({ env: {} }),
    clock: { now: () => time.nowMs, sleep: async () => {} },
  };
  const ledger = TokenLedger.at(host, join(folder, 'ledger.sqlite'), { mayCreate: true });
  t.after(() => ledger.close());
  return ledger;
}

test('after 90 days, use is kept by day, also if an older log is read later', async (t) => {
  const time = { nowMs };
  const ledger = openAt(t, time);
  const oldMs = Date.UTC(2026, 10, 1, 9, 5);
  const save = (uses: readonly TokenUse[]) => ledger.record(() => [reading('/a', uses)]);
  await save([use(oldMs), use(oldMs + 3_600_000), use(nowMs)]);
  assert.equal((await ledger.uses({ ...everything, everyMs: 1 })).length, 3);
  time.nowMs = oldMs + 91 * dayMs;
  await save([]);
  await save([use(oldMs + 7_200_000)]);
  const folded = await ledger.uses({ ...everything, everyMs: 1 });
  assert.deepEqual(
    folded.map(({ at, calls, tokens }) => [at, calls, tokens.cacheCreation]),
    [
      [Date.UTC(2026, 10, 1, 12), 3, 12],
      [nowMs, 1, 4],
    ],
  );
});

test('a session keeps its tokens if its folder is renamed', async (t) => {
  const ledger = openAt(t, { nowMs });
  await ledger.record(() => [reading('/a', [use(nowMs)])]);
  await ledger.record(() => [reading('/a', [use(nowMs, { project: '/renamed' })])]);
  const uses = await ledger.uses(everything);
  assert.deepEqual(
    uses.map(({ project, calls }) => [project, calls]),
    [['/renamed', 2]],
  );
});

test('a reading that fails is not saved in part', async (t) => {
  const ledger = openAt(t, { nowMs });
  const isSaved = await ledger.record(function* read() {
    yield reading('/a', [use(nowMs)]);
    throw new Error('the disk failed');
  });
  assert.equal(isSaved, false);
  assert.deepEqual(await ledger.uses(everything), []);
  assert.deepEqual([...(await ledger.logStamps()).keys()], []);
});
