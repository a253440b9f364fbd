import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { browserMachine } from '../../support/fakes/stores/browser-machine.ts';
import { folderFingerprint } from '../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { makeTempHome } from '../../support/fakes/stores/temp-home.ts';
import { findIn, tokenIn } from '../../support/fakes/stores/find-in.ts';
import { firefoxPath, startFirefox } from './firefox.ts';
import { startKimiSite } from './kimi-site.ts';
import { untilFound } from './until.ts';
import { testTimeoutMs } from '../../support/until.ts';

const noFirefox = firefoxPath === undefined && 'needs the package firefox-esr';

test(
  'a real Firefox: found while it runs and after',
  { skip: noFirefox, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const env = { PATH: process.env['PATH'], HOME: place.home };
    const deps = browserMachine(place, { env });
    const token = kimiToken('firefox');
    const site = await startKimiSite(place, token);
    const root = join(place.home, '.config/mozilla/firefox');
    const profile = join(root, 'abcd1234.default-esr');
    mkdirSync(profile, { recursive: true });
    writeFileSync(
      join(root, 'profiles.ini'),
      '[Profile0]\nName=default-esr\nIsRelative=1\nPath=abcd1234.default-esr\n',
    );

    const firefox = await startFirefox(place, profile, site.port, env);
    await firefox.visit('https://www.kimi.com/code/console');
    const store = () => readdirSync(profile).filter((name) => name.startsWith('cookies.sqlite'));
    const running = await untilFound(profile, async () => {
      const finding = await findIn(deps, 'firefox');
      return finding.kind === 'absent' ? undefined : { finding, names: store() };
    });
    assert.equal(tokenIn(running.finding), token, 'while Firefox runs');
    // Firefox makes a log of its own; the `-shm` of a careless reader it never has.
    assert.deepEqual(
      running.names.filter((name) => name !== 'cookies.sqlite' && name !== 'cookies.sqlite-wal'),
      [],
    );

    await firefox.close();
    await deps.cache.clear();
    const before = folderFingerprint(place.home);
    const finding = await findIn(deps, 'firefox');
    assert.equal(tokenIn(finding), token, 'after Firefox ended');
    assert.ok(
      finding.kind === 'found' &&
        finding.credential.kind === 'web' &&
        finding.credential.detail === 'Firefox (default-esr)',
    );
    assert.deepEqual(folderFingerprint(place.home), before);
    assert.deepEqual(place.leftInTemp(), []);
  },
);
