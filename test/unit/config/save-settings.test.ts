import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { providerChanges } from '../../../src/config/provider-changes.ts';
import type { ConfigChange } from '../../../src/config/change-text.ts';
import { updateConfigFile } from '../../../src/config/save-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Clock } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { failureOf } from '../../support/failure-of.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../support/this-system.ts';

const host = createNodeHost({ env: {} });
const toUsed: ConfigChange[] = [{ keys: ['display', 'meters'], value: 'used' }];

test('a new file is private, in a private folder, and leaves nothing else behind', async (t) => {
  const folder = join(tempFolder(t), 'kimibar');
  const path = join(folder, 'config.json');
  await updateConfigFile(host, path, (config) =>
    providerChanges(config, { enabled: true, apiKey: 'k' }),
  );
  assert.equal(
    readFileSync(path, 'utf8'),
    '{\n  "version": 1,\n  "providers": [\n    {\n      "id": "kimi",\n      "enabled": true,\n      "apiKey": "k"\n    }\n  ]\n}\n',
  );
  assert.deepEqual(readdirSync(folder), ['config.json']);
  if (noFileRights === false) {
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  }
});

test('without a change nothing is written', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  const text = '{"display":{"meters":"used"}}';
  writeFileSync(path, text);
  utimesSync(path, 1, 1);
  await updateConfigFile(host, path, () => toUsed);
  assert.equal(statSync(path).mtimeMs, 1000);
});

const refused = [
  ['broken JSON', '{"a":1,}', 'config-syntax'],
  ['an empty file', '', 'config-syntax'],
  ['a list', '[]', 'config-value'],
  ['providers as an object', '{"providers":{}}', 'config-value'],
  ['accounts as a text', '{"providers":[{"id":"kimi","accounts":"x"}]}', 'config-value'],
  ['a file of a later version', '{"version":2}', 'config-value'],
  [
    'a key that stands twice',
    '{"display":{"meters":"left"},"display":{"meters":"left"}}',
    'config-value',
  ],
  ['a huge file', ' '.repeat(1024 * 1024 + 1), 'config-unreadable'],
] as const;

for (const [title, text, code] of refused) {
  test(`${title} is never overwritten`, async (t) => {
    const folder = tempFolder(t);
    const path = join(folder, 'config.json');
    writeFileSync(path, text);
    assert.equal((await failureOf(updateConfigFile(host, path, () => toUsed))).detail?.code, code);
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(readdirSync(folder), ['config.json']);
  });
}

test('a file of a later version is reported', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{\n "version": 7 }');
  const { detail } = await failureOf(updateConfigFile(host, path, () => toUsed));
  assert.equal(detail?.subject, `${path}:2:2 (version: at most 1, for this KimiBar to write)`);
});

test('a string instead of a section is reported, not overwritten', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{"hooks": "mine"}');
  const { detail } = await failureOf(
    updateConfigFile(host, path, () => [{ keys: ['hooks', 'onReset'], value: 'x' }]),
  );
  assert.deepEqual(detail, { code: 'config-value', subject: `${path}:1:2 (hooks: object)` });
});

test('an invalid value elsewhere does not prevent a change', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{"providers":[{"id":"kimi","source":"nonsense"}]}');
  await updateConfigFile(host, path, (config) => providerChanges(config, { source: 'api' }));
  assert.equal(readFileSync(path, 'utf8'), '{"providers":[{"id":"kimi","source":"api"}]}');
});

test('a link is rejected and its target stays as it was', { skip: noLinks }, async (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'real.json'), '{}');
  symlinkSync(join(folder, 'real.json'), join(folder, 'config.json'));
  const { detail } = await failureOf(
    updateConfigFile(host, join(folder, 'config.json'), () => toUsed),
  );
  assert.deepEqual(detail, {
    code: 'config-unwritable',
    subject: `${join(folder, 'config.json')} (a link)`,
  });
  assert.equal(readFileSync(join(folder, 'real.json'), 'utf8'), '{}');
});

test('a folder instead of the file is reported, and a file instead of the folder', async (t) => {
  const folder = tempFolder(t);
  mkdirSync(join(folder, 'config.json'));
  assert.equal(
    (await failureOf(updateConfigFile(host, join(folder, 'config.json'), () => toUsed))).detail
      ?.code,
    'config-unreadable',
  );
  writeFileSync(join(folder, 'file'), '');
  assert.equal(
    (await failureOf(updateConfigFile(host, join(folder, 'file', 'config.json'), () => toUsed)))
      .detail?.code,
    'config-unwritable',
  );
});

for (const code of ['EACCES', 'EROFS', 'ENOSPC', 'EPERM']) {
  test(`${code} while writing is reported; the file stays and the lock is removed`, async (t) => {
    const path = join(tempFolder(t), 'config.json');
    writeFileSync(path, '{}');
    const writePrivate = (): Promise<void> =>
      Promise.reject(Object.assign(new Error('no'), { code }));
    const { kind, detail } = await failureOf(
      updateConfigFile({ ...host, files: { ...host.files, writePrivate } }, path, () => toUsed),
    );
    assert.deepEqual(
      [kind, detail],
      ['invalid-config', { code: 'config-unwritable', subject: `${path} (${code})` }],
    );
    assert.equal(readFileSync(path, 'utf8'), '{}');
    assert.equal(existsSync(`${path}.lock`), false);
  });
}

test('an error thrown by the edit is passed on', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  await assert.rejects(updateConfigFile(host, path, buggyEdit), TypeError);
});

test('what an editor saves just before the rename is kept, several times in a row', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{}');
  let saves = 0;
  const writePrivate: typeof host.files.writePrivate = (asked, text, isCurrent) =>
    host.files.writePrivate(asked, text, () => {
      if (saves < 7) writeFileSync(path, `{"mine": ${(saves += 1)}}`);
      return isCurrent?.() ?? true;
    });
  await updateConfigFile({ ...host, files: { ...host.files, writePrivate } }, path, () => toUsed);
  const { mine, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  assert.deepEqual([saves, mine], [7, 7]);
  assert.notDeepEqual(rest, {});
});

test('a change that an editor saves meanwhile is kept', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{}');
  let reads = 0;
  const readText = (asked: string): string | undefined => {
    // The last look before writing: just then an editor saves.
    if (asked === path && (reads += 1) === 3) writeFileSync(path, '{"mine": true}');
    return host.files.readText(asked);
  };
  await updateConfigFile({ ...host, files: { ...host.files, readText } }, path, () => toUsed);
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
    mine: true,
    display: { meters: 'used' },
  });
});

test('the lock of a dead process is taken over after two seconds, even if clocks differ', async (t) => {
  for (const lockModifiedAtMs of [Date.now(), Date.now() + 3_600_000, Date.now() - 3_600_000]) {
    const path = join(tempFolder(t), 'config.json');
    writeFileSync(`${path}.lock`, '');
    utimesSync(`${path}.lock`, lockModifiedAtMs / 1000, lockModifiedAtMs / 1000);
    const clock = leapingClock();
    const startedAtMs = clock.now();
    await updateConfigFile({ ...host, clock }, path, () => toUsed);
    assert.ok(clock.now() - startedAtMs < 2100, `waited ${clock.now() - startedAtMs} ms`);
    assert.deepEqual(readdirSync(join(path, '..')), ['config.json']);
  }
});

test('waiting for a lock that is always taken ends with EBUSY', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  const clock = leapingClock();
  const createExclusive = async (): Promise<boolean> => {
    writeFileSync(`${path}.lock`, String(clock.now()));
    utimesSync(`${path}.lock`, clock.now() / 1000, clock.now() / 1000);
    return false;
  };
  const { detail } = await failureOf(
    updateConfigFile(
      { ...host, clock, files: { ...host.files, createExclusive } },
      path,
      () => toUsed,
    ),
  );
  assert.deepEqual(detail, { code: 'config-unwritable', subject: `${path} (EBUSY)` });
});

function buggyEdit(): never {
  throw new TypeError('bug');
}

/** Sleeping takes no time and moves the clock on. */
function leapingClock(): Clock {
  let nowMs = Date.now();
  return {
    now: () => nowMs,
    async sleep(ms) {
      nowMs += ms;
    },
  };
}

test(
  'a folder that others can write into is refused, and the reason is named',
  { skip: noFileRights },
  async (t) => {
    const folder = tempFolder(t);
    chmodSync(folder, 0o777);
    const path = join(folder, 'config.json');
    await assert.rejects(
      updateConfigFile(host, path, () => [{ keys: ['language'], value: 'en' }]),
      ({ detail }: Failure) => detail?.subject === `${path} (others can write into its folder)`,
    );
    assert.deepEqual(readdirSync(folder), []);
  },
);
