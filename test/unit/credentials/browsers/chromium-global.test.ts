import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { noSocketFiles } from '../../../support/this-system.ts';
import { listBrowserSessions } from '../../../../src/credentials/browsers/session-listing.ts';
import type { KimiSite } from '../../../../src/domain/kimi-site.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { folderFingerprint } from '../../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { logFile, storageItem, tableFile } from '../../../support/fakes/stores/leveldb-files.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

const origin = 'https://www.kimi.ai';
const token = kimiToken('stored');

function machine(t: TestContext, site: KimiSite = 'global') {
  const place = makeTempHome(t);
  return {
    ...place,
    deps: browserMachine(place, { site }),
    /** Writes files into the local storage of a profile. */
    store(files: Readonly<Record<string, Buffer>>, profile = 'Default'): string {
      const folder = join(place.home, '.config/google-chrome', profile, 'Local Storage/leveldb');
      mkdirSync(folder, { recursive: true });
      for (const [name, content] of Object.entries(files))
        writeFileSync(join(folder, name), content);
      return folder;
    },
  };
}

function log(value: string | undefined, sequence = 2, page = origin): Buffer {
  return logFile([[{ ...storageItem(page, 'access_token', value), sequence }]]);
}

function table(value: string | undefined, sequence: number): Buffer {
  return tableFile([{ ...storageItem(origin, 'access_token', value), sequence }], {
    isCompressed: true,
  });
}

test("a kimi.ai session is found in the browser's local storage, in every form", async (t) => {
  const utf16 = `\0${Buffer.from(token, 'utf16le').toString('latin1')}`;
  const item = storageItem(origin, 'access_token', token);
  for (const file of [
    log(token),
    log(JSON.stringify(token)),
    logFile([[{ ...item, value: utf16, sequence: 1 }]]),
  ]) {
    const { home, deps, store } = machine(t);
    store({ '000003.log': file });
    const before = folderFingerprint(home);
    const finding = await findIn(deps, 'chrome');
    assert.equal(tokenIn(finding), token);
    assert.ok(finding.kind === 'found' && finding.credential.kind === 'web');
    assert.equal(finding.credential.detail, 'Chrome (Default, local storage)');
    assert.deepEqual(folderFingerprint(home), before);
  }
});

test('the last change counts, found again if the browser writes; removed ones are forgotten', async (t) => {
  const { deps, store, leftInTemp } = machine(t);
  store({ '000005.ldb': table(token, 4), '000006.log': log(kimiToken('newer'), 5) });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('newer'));
  store({
    '000007.ldb': table(kimiToken('newest'), 6),
    MANIFEST: Buffer.from('x'),
    LOCK: Buffer.from(''),
  });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('newest'));
  store({ '000008.log': log(undefined, 7) });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session');
  assert.deepEqual(leftInTemp(), []);
});

test('an unchanged store is not read again', async (t) => {
  const { deps, store } = machine(t);
  const folder = store({ '000003.log': log(token) });
  let reads = 0;
  const counting = {
    ...deps,
    files: {
      ...deps.files,
      readBytes(path: string, maxBytes: number) {
        reads += 1;
        return deps.files.readBytes(path, maxBytes);
      },
    },
  };
  assert.equal(tokenIn(await findIn(counting, 'chrome')), token);
  const readsOfOneSearch = reads;
  assert.equal(tokenIn(await findIn(counting, 'chrome')), token);
  assert.equal(reads, readsOfOneSearch);
  rmSync(folder, { recursive: true });
  assert.equal(tokenIn(await findIn(counting, 'chrome')), 'absent: not-found');
});

test('each profile is listed beside its cookies', async (t) => {
  const { home, deps, store } = machine(t);
  writeChromiumStore(join(home, '.config/google-chrome/Default/Cookies'), []);
  store({ '000003.log': logFile([]) });
  store({ '000003.log': log(token) }, 'Profile 1');
  const lines = await listBrowserSessions(deps, {
    signal: AbortSignal.timeout(60_000),
    mayPrompt: false,
  });
  assert.deepEqual(
    lines
      .filter(({ browser }) => browser === 'Chrome')
      .map((line) => `${line.profile} ${line.state}`),
    ['Default no-session', 'Default, local storage no-session', 'Profile 1, local storage session'],
  );
});

test('no other site, no page inside another, no other text than a token counts', async (t) => {
  const mainland = machine(t, 'mainland');
  mainland.store({ '000003.log': log(token), '000004.log': log(token, 3, 'https://www.kimi.com') });
  assert.equal(tokenIn(await findIn(mainland.deps, 'chrome')), 'absent: not-found');
  for (const page of [
    'https://www.kimi.com',
    'http://www.kimi.ai',
    'https://www.kimi.ai:8443',
    'https://x.www.kimi.ai',
    'https://www.kimi.ai/^0https://x.example',
  ]) {
    const { deps, store } = machine(t);
    store({ '000003.log': log(token, 2, page) });
    assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session', page);
  }
  for (const value of ['', 'null', '{"a":1}', 'eyJ.x', `${token} x`]) {
    const { deps, store } = machine(t);
    store({ '000003.log': log(value) });
    assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session', value);
  }
  const { deps, store } = machine(t);
  const item = storageItem(origin, 'access_token', token);
  store({ '000003.log': logFile([[{ ...item, value: `\u0002${token}`, sequence: 1 }]]) });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: no-session', 'an unknown encoding');
});

test('damaged and too large stores are named', async (t) => {
  const damaged = machine(t);
  damaged.store({ '000005.ldb': table(token, 4).subarray(1) });
  assert.equal(tokenIn(await findIn(damaged.deps, 'chrome')), 'absent: unreadable');
  const large = machine(t);
  const folder = large.store({ '000003.log': log(token), '000005.ldb': Buffer.alloc(0) });
  truncateSync(join(folder, '000005.ldb'), 64 * 1024 * 1024);
  assert.equal(tokenIn(await findIn(large.deps, 'chrome')), 'absent: too-large');
});

test('anything but a regular file is left alone', { skip: noSocketFiles }, async (t) => {
  const strange = machine(t);
  const odd = strange.store({});
  execFileSync('mkfifo', [join(odd, '000003.log')]);
  symlinkSync('/dev/zero', join(odd, '000004.log'));
  mkdirSync(join(odd, '000005.ldb'));
  assert.equal(tokenIn(await findIn(strange.deps, 'chrome')), 'absent: no-session');
});

test('files that the browser replaces meanwhile are read again', async (t) => {
  const { deps, store } = machine(t);
  const folder = store({ '000003.log': log(token) });
  let isFirst = true;
  const racing = {
    ...deps,
    files: {
      ...deps.files,
      readBytes(path: string, maxBytes: number) {
        if (isFirst) {
          rmSync(join(folder, '000003.log'));
          store({ '000005.ldb': table(kimiToken('merged'), 3) });
        }
        isFirst = false;
        return deps.files.readBytes(path, maxBytes);
      },
    },
  };
  assert.equal(tokenIn(await findIn(racing, 'chrome')), kimiToken('merged'));
});
