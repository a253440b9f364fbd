import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isFleetRecord } from '../../../src/domain/fleet-record.ts';

test('the JSON in docs/fleet.md is of the form that fleet prints', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/fleet.md'), 'utf8');
  const [, json = ''] = /```json\n([^]*?)```/.exec(text) ?? [];
  assert.ok(isFleetRecord(JSON.parse(json)));
});
