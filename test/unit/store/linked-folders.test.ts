import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { openHistoryStore } from '../../../src/store/history-store.ts';
import { openCacheFile } from '../../../src/store/cache-file.ts';
import { takeLease } from '../../../src/store/refresh-lease.ts';
import { sessionReading } from '../../support/history-stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../support/this-system.ts';

const host = createNodeHost({ env: {} });
const snapshot = sessionReading(1, 1, 2);

test(
  'a link in place of the folder of readings is not written through',
  { skip: noLinks },
  async (t) => {
    const folder = tempFolder(t);
    fs.mkdirSync(join(folder, 'elsewhere'));
    fs.symlinkSync(join(folder, 'elsewhere'), join(folder, 'readings'));
    const path = join(folder, 'readings', 'a.json');
    await assert.rejects(openCacheFile(host, path).write({ good: { snapshot, attempts: [] } }), {
      code: 'ELOOP',
    });
    await (await takeLease(host, `${path}.lease`))?.renew();
    assert.deepEqual(fs.readdirSync(join(folder, 'elsewhere')), []);
  },
);

test(
  "a link in place of the history, or of SQLite's files beside it, is not written through",
  { skip: noLinks },
  async (t) => {
    for (const name of ['history.sqlite', 'history.sqlite-wal']) {
      const folder = tempFolder(t);
      fs.writeFileSync(join(folder, 'theirs'), '');
      fs.symlinkSync(join(folder, 'theirs'), join(folder, name));
      const store = openHistoryStore(host, join(folder, 'history.sqlite'), { mayCreate: true });
      await store.record(undefined, snapshot);
      store.close();
      assert.equal(fs.readFileSync(join(folder, 'theirs'), 'utf8'), '');
      assert.deepEqual(fs.readdirSync(folder).toSorted(), [name, 'theirs']);
    }
  },
);

test(
  'a history in a folder that others can write into is not used',
  { skip: noFileRights },
  async (t) => {
    const folder = tempFolder(t);
    const path = join(folder, 'history.sqlite');
    fs.writeFileSync(path, '');
    fs.chmodSync(folder, 0o777);
    const store = openHistoryStore(host, path, { mayCreate: true });
    await store.record(undefined, snapshot);
    store.close();
    assert.equal(fs.statSync(path).size, 0);
  },
);
