import assert from 'node:assert/strict';
import test from 'node:test';
import { openUpToDateLedger } from '../../../../src/app/logs/open-ledger.ts';
import { readPriceChanges } from '../../../../src/app/logs/learned-prices.ts';
import { ledgerStage } from '../../../support/ledger-stage.ts';
import { writeSimulatedPast } from '../../../support/simulated-past.ts';

const nowMs = Date.UTC(2026, 10, 27, 15);

test('prices are learned in slices, between which the program serves others', async (t) => {
  const { host: real, kimiHome } = ledgerStage(t);
  const host = { ...real, clock: { now: () => nowMs, sleep: async () => {} } };
  await writeSimulatedPast(host, kimiHome, { nowMs });
  const ledger = await openUpToDateLedger(host);
  t.after(() => ledger.close());
  let turns = 0;
  let isOver = false;
  const serve = (): void => {
    turns += 1;
    if (!isOver) setImmediate(serve);
  };
  setImmediate(serve);
  const changes = await readPriceChanges(host, ledger, [undefined]);
  isOver = true;
  // At least two for each window: its segments, its first fit.
  assert.ok(turns >= 6, `${turns} turns`);
  assert.ok(changes.has(undefined));
});
