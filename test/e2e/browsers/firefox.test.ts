import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { browserMachine } from '../../unit/credentials/browsers/stores/browser-machine.ts';
import { folderFingerprint } from '../../unit/credentials/browsers/stores/folder-fingerprint.ts';
import { kimiToken } from '../../unit/credentials/browsers/stores/kimi-token.ts';
import { makeTempHome } from '../../unit/credentials/browsers/stores/temp-home.ts';
import { findIn, tokenIn } from '../../unit/credentials/browsers/stores/find-in.ts';
import { firefoxPath, startFirefox } from './firefox.ts';
import { startKimiSite } from './kimi-site.ts';
import { untilFound } from './until.ts';

const noFirefox = firefoxPath === undefined && 'needs the package firefox-esr';

test('a real Firefox: found while it runs and after', { skip: noFirefox, timeout: 90_000 }, async (t) => {
  const place = makeTempHome(t);
  const env = { PATH: process.env['PATH'], HOME: place.home };
  const deps = browserMachine(place, { env });
  const token = kimiToken('firefox');
  const site = await startKimiSite(place, token);
  const root = join(place.home, '.config/mozilla/firefox');
  const profile = join(root, 'abcd1234.default-esr');
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(root, 'profiles.ini'), '[Profile0]\nName=default-esr\nIsRelative=1\nPath=abcd1234.default-esr\n');

  const firefox = await startFirefox(place, profile, site.port, env);
  await firefox.visit('https://www.kimi.com/code/console');
  const store = () => readdirSync(profile).filter((name) => name.startsWith('cookies.sqlite'));
  const running = await untilFound(profile, async () => {
    const before = store();
    const finding = await findIn(deps, 'firefox');
    return finding.kind === 'absent' ? undefined : { finding, before, after: store() };
  });
  assert.equal(tokenIn(running.finding), token, 'while Firefox runs');
  assert.deepEqual(running.after, running.before);

  await firefox.close();
  await deps.cache.clear();
  const before = folderFingerprint(place.home);
  const finding = await findIn(deps, 'firefox');
  assert.equal(tokenIn(finding), token, 'after Firefox ended');
  assert.ok(finding.kind === 'found' && finding.credential.kind === 'web' && finding.credential.detail === 'Firefox (default-esr)');
  assert.deepEqual(folderFingerprint(place.home), before);
  assert.deepEqual(place.leftInTemp(), []);
});
