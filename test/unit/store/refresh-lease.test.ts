import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeFiles } from '../../../src/host/files/node-files.ts';
import { takeLease } from '../../../src/store/refresh-lease.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });
const clock = { now: () => Date.now(), sleep: async () => {} };
const deps = { files, clock };

test('one holder at a time; released, the next one gets it', async (t) => {
  const path = join(tempFolder(t), 'lease');
  const first = await takeLease(deps, path);
  assert.ok(first);
  assert.equal(await takeLease(deps, path), undefined);
  await first.release();
  assert.ok(await takeLease(deps, path));
});

test('a lease that its holder stopped renewing is taken over by exactly one of many', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'lease');
  await takeLease(deps, path);
  fs.utimesSync(path, new Date(), new Date(Date.now() - 6_000));
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeLease(deps, path)));
  assert.equal(taken.filter((lease) => lease !== undefined).length, 1);
  assert.deepEqual(fs.readdirSync(folder), ['lease']);
});

test('renewing keeps a lease, and a former holder neither renews nor releases it', async (t) => {
  const path = join(tempFolder(t), 'lease');
  const first = await takeLease(deps, path);
  const nowMs = Date.now();
  fs.utimesSync(path, new Date(), new Date(nowMs - 4_000));
  await first?.renew();
  assert.ok(fs.statSync(path).mtimeMs > nowMs - 1_000);
  fs.utimesSync(path, new Date(), new Date(Date.now() - 6_000));
  const second = await takeLease(deps, path);
  assert.ok(second);
  const mark = fs.readFileSync(path, 'utf8');
  await first?.renew();
  await first?.release();
  assert.equal(fs.readFileSync(path, 'utf8'), mark);
});

test('a lease from a clock that ran ahead does not hold for ever', async (t) => {
  const path = join(tempFolder(t), 'lease');
  await takeLease(deps, path);
  fs.utimesSync(path, new Date(), new Date(Date.now() + 3_600_000));
  assert.ok(await takeLease(deps, path));
});

test('if no lease file can be created, requests go on without one', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(join(folder, 'file'), '');
  const lease = await takeLease(deps, join(folder, 'file', 'lease'));
  assert.ok(lease);
  await lease.renew();
  await lease.release();
});

test('a lease that can not be given back lapses: whoever asked has its answer', async (t) => {
  const stuck = { ...files, remove: async () => assert.fail('EPERM') };
  const lease = await takeLease({ files: stuck, clock }, join(tempFolder(t), 'lease'));
  await lease?.release();
});

test('a lease that was renewed after it was found lapsed is not taken over', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'lease');
  const first = await takeLease(deps, path);
  fs.utimesSync(path, new Date(), new Date(Date.now() - 6_000));
  const mark = fs.readFileSync(path, 'utf8');
  let wasRenewed = false;
  // The holder wakes up just after another process has looked at its lease.
  const racing = {
    ...files,
    facts(found: string) {
      const facts = files.facts(found);
      if (found === path && !wasRenewed) {
        wasRenewed = true;
        fs.utimesSync(path, new Date(), new Date());
      }
      return facts;
    },
  };
  assert.equal(await takeLease({ files: racing, clock }, path), undefined);
  assert.equal(wasRenewed, true);
  assert.equal(fs.readFileSync(path, 'utf8'), mark);
  assert.deepEqual(fs.readdirSync(folder), ['lease']);
  await first?.release();
  assert.deepEqual(fs.readdirSync(folder), []);
});
