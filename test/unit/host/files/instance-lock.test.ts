import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { takeInstanceLock } from '../../../../src/host/files/instance-lock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noSocketFiles } from '../../../support/this-system.ts';

test('one at a time, and again after the first let go', async (t) => {
  const path =
    noSocketFiles === false
      ? join(tempFolder(t), 'deep', 'tray.sock')
      : `\\\\.\\pipe\\${crypto.randomUUID()}`;
  const first = await takeInstanceLock(path);
  assert.ok(first);
  assert.equal(await takeInstanceLock(path), undefined);
  first.release();
  const second = await takeInstanceLock(path);
  assert.ok(second);
  second.release();
});

test('the socket file of a killed process is replaced', { skip: noSocketFiles }, async (t) => {
  const path = join(tempFolder(t), 'tray.sock');
  writeFileSync(path, '');
  const place = await takeInstanceLock(path);
  assert.ok(place);
  place.release();
});
