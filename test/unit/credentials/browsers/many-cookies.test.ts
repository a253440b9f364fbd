import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../../support/fakes/stores/linux-session.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

// How long it takes is for the bench to say.
test('the session used last is found among 5,000 cookies in each of 4 profiles', async (t) => {
  const place = makeTempHome(t);
  for (const [index, profile] of ['Default', 'Profile 1', 'Profile 2', 'Profile 3'].entries()) {
    const session = linuxSession(kimiToken(profile), { usedAtMs: 1_794_000_000_000 + index });
    writeChromiumStore(
      join(place.home, '.config/google-chrome', profile, 'Cookies'),
      [session],
      5_000,
    );
  }
  assert.equal(tokenIn(await findIn(browserMachine(place), 'chrome')), kimiToken('Profile 3'));
});
