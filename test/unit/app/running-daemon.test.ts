import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readHistory } from '../../../src/app/history.ts';
import { findRunningDaemon, openSchedule } from '../../../src/app/running-daemon.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { openCacheFile } from '../../../src/store/cache-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A daemon on this machine, which keeps these slots fresh. */
async function stage(
  t: TestContext,
  slots: readonly string[],
  when: 'now' | 'later',
): Promise<number> {
  const folder = tempFolder(t);
  const host = createNodeHost({ env: { KIMIBAR_DATA_DIR: folder } });
  const nowMs = host.clock.now();
  const schedule = openSchedule(host);
  if (slots.length > 0)
    await schedule.write({
      pid: 1,
      writtenAtMs: nowMs,
      nextRefreshAtMs: Object.fromEntries(slots.map((slot) => [slot, nowMs + 60_000])),
    });
  const outcome: UsageOutcome = {
    kind: 'fresh',
    snapshot: {
      windows: [{ id: 'weekly', usedPercent: 10, unit: 'percent', reliable: true }],
      source: 'api-key',
      fetchedAtMs: nowMs,
    },
    attempts: [],
  };
  const daemon = findRunningDaemon(host, 'mine', openCacheFile(host, join(folder, 'mine.json')));
  await daemon.recordHistory({ account: undefined, outcome, startedAtMs: nowMs }, when);
  const history = await readHistory(host, { sinceMs: 0, untilMs: nowMs + 1 });
  return history.length;
}

for (const when of ['now', 'later'] as const) {
  test(`usage is recorded ${when} without a daemon, or by one that knows this account`, async (t) => {
    assert.equal(await stage(t, [], when), 1);
    assert.equal(await stage(t, ['mine', 'other'], when), 1);
  });

  test(`usage of an account unknown to the running daemon is not recorded ${when}`, async (t) => {
    assert.equal(await stage(t, ['other'], when), 0);
  });
}
