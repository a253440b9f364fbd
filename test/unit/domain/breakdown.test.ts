import assert from 'node:assert/strict';
import test from 'node:test';
import { rowKeyOf } from '../../../src/domain/breakdown.ts';
import type { TokenUse } from '../../../src/domain/token-use.ts';
import { inTimeZone } from '../../support/time-zone.ts';

function hourOf(timeZone: string, at: string): Promise<string> {
  return inTimeZone(timeZone, () => {
    const key = rowKeyOf({ at: Date.parse(at) } as TokenUse, { by: 'hour' });
    return new Date(Number(key)).toISOString();
  });
}

test('an hour that daylight saving time repeats is two hours', async () => {
  assert.equal(await hourOf('Europe/Berlin', '2026-10-25T00:30:00Z'), '2026-10-25T00:00:00.000Z');
  assert.equal(await hourOf('Europe/Berlin', '2026-10-25T01:30:07Z'), '2026-10-25T01:00:00.000Z');
});

test('hours are local where zones are not whole hours apart', async () => {
  assert.equal(await hourOf('Asia/Kathmandu', '2026-11-29T10:20:00Z'), '2026-11-29T10:15:00.000Z');
  assert.equal(
    await hourOf('America/St_Johns', '2026-11-29T10:20:00Z'),
    '2026-11-29T09:30:00.000Z',
  );
});
