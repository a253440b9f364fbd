import assert from 'node:assert/strict';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import test from 'node:test';
import { browserMachine } from './stores/browser-machine.ts';
import { writeChromiumStore } from './stores/chromium-store.ts';
import { findIn, tokenIn } from './stores/find-in.ts';
import { kimiToken } from './stores/kimi-token.ts';
import { linuxSession } from './stores/linux-session.ts';
import { makeTempHome } from './stores/temp-home.ts';

test('a session among 5,000 cookies in each of 4 profiles is found in well under 250 ms', async (t) => {
  const place = makeTempHome(t);
  for (const [index, profile] of ['Default', 'Profile 1', 'Profile 2', 'Profile 3'].entries()) {
    const session = linuxSession(kimiToken(profile), { usedAtMs: 1_794_000_000_000 + index });
    writeChromiumStore(join(place.home, '.config/google-chrome', profile, 'Cookies'), [session], 5_000);
  }
  const deps = browserMachine(place);
  const tookMs: number[] = [];
  // The machine may be busy with other tests: the best of three counts.
  for (let run = 0; run < 3; run += 1) {
    await deps.cache.clear();
    const start = performance.now();
    assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('Profile 3'));
    tookMs.push(Math.round(performance.now() - start));
  }
  const start = performance.now();
  await findIn(deps, 'chrome');
  t.diagnostic(`${tookMs.join(', ')} ms; kept ${(performance.now() - start).toFixed(1)} ms`);
  assert.ok(Math.min(...tookMs) < 125, `took ${tookMs.join(', ')} ms`);
});
