import assert from 'node:assert/strict';
import { appendFileSync, globSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { readSeenWalls } from '../../../src/app/seen-walls.ts';
import { LogWatch } from '../../../src/daemon/log-watch.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import { ledgerStage } from '../../support/ledger-stage.ts';
import { until } from '../../support/until.ts';

const startMs = Date.UTC(2026, 10, 28, 18);

test('a refusal is noticed soon after Kimi Code logs it, once', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  const clock = manualClock(startMs);
  const host = { ...stage.host, clock };
  let walls = 0;
  const watch = new LogWatch(host, {
    accounts: () => [],
    onWall: async () => void (walls += 1),
    onPrices: () => {},
  });
  t.after(() => watch.close());
  watch.start();
  // Those that are in the log already are new as well.
  await until(() => walls === 1, 'the walls of the past');
  const [wire = ''] = globSync(
    join(stage.kimiHome, 'sessions/*/session_59d94de0*/agents/main/wire.jsonl'),
  );
  const error = {
    code: 'provider.auth_error',
    message: "403 You've reached your weekly (7-day) usage limit",
    details: { statusCode: 403 },
  };
  const record = { type: 'turn.ended', reason: 'failed', error, time: startMs + 1_000 };
  appendFileSync(wire, `${JSON.stringify(record)}\n`);
  // Each turn replaces a file in the session's folder.
  const session = dirname(dirname(dirname(wire)));
  const later = new Date(Date.now() + 60_000);
  utimesSync(session, later, later);
  await until(() => clock.nextWakeMs() !== undefined, 'the next look');
  await clock.pass(20_000);
  await until(() => walls === 2, 'the new wall');
  const seen = readSeenWalls(host, undefined).at(-1);
  assert.deepEqual(seen, { windowId: 'weekly', seenAtMs: startMs + 1_000 });
  assert.deepEqual(readSeenWalls(host, 'work'), []);
  await until(() => clock.nextWakeMs() !== undefined, 'the next look');
  await clock.pass(600_000);
  await until(() => clock.nextWakeMs() !== undefined, 'the next look');
  assert.equal(walls, 2);
});
