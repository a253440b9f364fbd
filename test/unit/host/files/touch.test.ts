import assert from 'node:assert/strict';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

test('a mark is private and gets a new time, and a failure is ignored', (t) => {
  const { files } = createNodeHost({ env: {} });
  const path = join(tempFolder(t), 'mark');
  files.touch(path);
  if (noFileRights === false) assert.equal(statSync(path).mode & 0o777, 0o600);
  utimesSync(path, 1, 1);
  files.touch(path);
  assert.ok(Date.now() - statSync(path).mtimeMs < 60_000);
  files.touch(join(path, 'below'));
  assert.equal(existsSync(join(path, 'below')), false);
});
