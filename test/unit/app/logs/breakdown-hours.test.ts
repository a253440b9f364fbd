import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { openUpToDateLedger } from '../../../../src/app/logs/open-ledger.ts';
import { readBreakdown } from '../../../../src/app/logs/read-breakdown.ts';
import type { TokenUse } from '../../../../src/domain/token-use.ts';
import { kimiCodeTree } from '../../../../src/simulator/logs/kimi-code-tree.ts';
import { ledgerStage } from '../../../support/ledger-stage.ts';
import { inTimeZone } from '../../../support/time-zone.ts';

/** 45 minutes off whole hours: a day begins at 18:15 UTC. */
const nepal = 'Asia/Kathmandu';

function useAt(at: string): TokenUse {
  return {
    at: Date.parse(at),
    agent: 'kimi-code',
    sessionId: 'session_00000000-0000-4000-8000-000000000001',
    subagent: 'main',
    project: '/home/me/shop',
    model: 'k3',
    provider: 'kimi',
    certainty: 'exact',
    tokens: { input: 1000, output: 10, cacheRead: 0, cacheCreation: 0 },
    calls: 1,
  };
}

test('days and hours begin where the local ones do, and first at the first use', async (t) => {
  const { host: real, kimiHome } = ledgerStage(t);
  const host = { ...real, clock: { ...real.clock, now: () => Date.parse('2026-11-29T12:00:00Z') } };
  const uses = ['2026-11-28T18:10:00Z', '2026-11-28T18:20:00Z'].map(useAt);
  for (const { path, text } of kimiCodeTree({ uses, walls: [] })) {
    const file = join(kimiHome, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const ledger = await openUpToDateLedger(host);
  try {
    for (const by of ['day', 'hour'] as const) {
      const { rows } = await inTimeZone(nepal, () =>
        readBreakdown(host, ledger, { by, sinceMs: 0 }),
      );
      assert.deepEqual(
        rows.map(({ firstAt, tokens }) => [new Date(firstAt).toISOString(), tokens.input]),
        [
          ['2026-11-28T18:10:00.000Z', 1000],
          ['2026-11-28T18:20:00.000Z', 1000],
        ],
        by,
      );
    }
  } finally {
    ledger.close();
  }
});
