import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import {
  createEventNotices,
  type EventNotices,
} from '../../../../src/daemon/events/publish-events.ts';
import { usageEventKinds } from '../../../../src/domain/events/usage-event.ts';
import type { UsageState } from '../../../../src/domain/usage-state.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { fresh, nowMs, session, snapshot } from '../../../support/fakes/snapshots.ts';

const hourMs = 3_600_000;
const settings = {
  enabled: true,
  thresholds: [50, 20],
  lowIfLasting: true,
  events: usageEventKinds,
  targets: [],
};

function stateAt(usedPercent: number, atMs: number): UsageState {
  const reading = {
    ...snapshot([{ ...session, usedPercent, resetsAtMs: atMs + hourMs }]),
    fetchedAtMs: atMs,
  };
  return { enabled: true, accounts: [{ outcome: fresh(reading) }], refreshing: false, atMs };
}

function kindsIn(notices: EventNotices, state: UsageState): readonly string[] {
  return notices.observe(state).map(({ kind }) => kind);
}

test('a snooze survives a restart and ends with the window', async (t) => {
  const folder = tempFolder(t);
  const clock = manualClock(nowMs);
  const host = { ...createNodeHost({ env: { HOME: folder, KIMIBAR_DATA_DIR: folder } }), clock };
  const first = createEventNotices(host, () => settings);
  assert.deepEqual(kindsIn(first, stateAt(60, nowMs)), ['quota-low']);
  await first.snooze('/session', nowMs + hourMs);

  const second = createEventNotices(host, () => settings);
  assert.deepEqual(kindsIn(second, stateAt(85, nowMs + 60_000)), []);
  await clock.pass(2 * hourMs);
  const third = createEventNotices(host, () => settings);
  assert.deepEqual(kindsIn(third, stateAt(100, nowMs + 2 * hourMs)), ['quota-exhausted']);
});

test('a broken snooze file counts as none', async (t) => {
  for (const text of [
    '{',
    '[]',
    '{"version":1,"untilMs":{"/session":"soon"}}',
    '{"version":2,"untilMs":{"/session":9e15}}',
  ]) {
    const folder = tempFolder(t);
    const path = join(folder, 'snoozes.json');
    const host = createNodeHost({ env: { HOME: folder, KIMIBAR_DATA_DIR: folder } });
    writeFileSync(path, text);
    const notices = createEventNotices(host, () => settings);
    assert.deepEqual(kindsIn(notices, stateAt(60, nowMs)), ['quota-low'], text);
    await notices.snooze('/weekly', 9e15);
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
      version: 1,
      untilMs: { '/weekly': 9e15 },
    });
  }
});
