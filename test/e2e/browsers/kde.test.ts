import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { browserMachine } from '../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../support/fakes/stores/find-in.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../support/fakes/stores/linux-session.ts';
import { makeTempHome } from '../../support/fakes/stores/temp-home.ts';
import { testTimeoutMs } from '../../support/until.ts';
import { missingKeyringTool, startKeyring } from './keyring.ts';

const missing = process.platform === 'linux' ? missingKeyringTool() : 'the keyring of Linux';

test(
  'a real GNOME Keyring on a KDE desktop gives the key while it is unlocked',
  { skip: missing !== undefined && `${missing} is missing`, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const keyring = await startKeyring(place);
    const env = { ...keyring.env, HOME: place.home, XDG_CURRENT_DESKTOP: 'KDE' };
    const deps = browserMachine(place, { env });
    writeChromiumStore(join(place.home, '.config/chromium/Default/Cookies'), [
      linuxSession(kimiToken('a'), {}, 'a key'),
    ]);
    keyring.storeKey('chromium', 'a key');
    assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
    await deps.cache.clear();
    keyring.lock();
    assert.equal(tokenIn(await findIn(deps, 'chromium')), 'blocked: needs-person');
    const asked = await keyring.trafficSinceLock();
    assert.doesNotMatch(asked, /Unlock|Prompt|GetSecret/, 'nothing asked for a password');
  },
);
