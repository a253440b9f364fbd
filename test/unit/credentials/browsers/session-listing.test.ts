import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { listBrowserSessions } from '../../../../src/credentials/browsers/session-listing.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { writeFirefoxStore } from '../../../support/fakes/stores/firefox-store.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../../support/fakes/stores/linux-session.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

test('every profile has a line with its state, never with a value', async (t) => {
  const place = makeTempHome(t);
  const deps = browserMachine(place);
  const store = (path: string) => join(place.home, '.config', path);
  writeChromiumStore(store('google-chrome/Default/Cookies'), [linuxSession(kimiToken('a'))]);
  writeChromiumStore(store('google-chrome/Profile 1/Cookies'), [
    linuxSession(kimiToken('old', 1_700_000_000_000)),
  ]);
  writeChromiumStore(store('BraveSoftware/Brave-Browser/Default/Cookies'), [
    { host: '.kimi.com', sealed: Buffer.from('v20x') },
  ]);
  writeChromiumStore(store('chromium/Default/Cookies'), []);
  writeFirefoxStore(store('mozilla/firefox/x.work/cookies.sqlite'), [
    { host: '.kimi.com', value: kimiToken('f') },
  ]);
  const lines = await listBrowserSessions(deps, {
    signal: new AbortController().signal,
    mayPrompt: false,
  });
  assert.deepEqual(lines, [
    { browser: 'Chrome', profile: 'Default', state: 'session', expiresAtMs: 2_000_000_000_000 },
    { browser: 'Chrome', profile: 'Profile 1', state: 'expired', expiresAtMs: 1_700_000_000_000 },
    { browser: 'Edge', state: 'not-found' },
    { browser: 'Brave', profile: 'Default', state: 'app-bound' },
    { browser: 'Chromium', profile: 'Default', state: 'no-session' },
    { browser: 'Firefox', profile: 'x.work', state: 'session', expiresAtMs: 2_000_000_000_000 },
  ]);
  assert.deepEqual(place.leftInTemp(), []);
});
