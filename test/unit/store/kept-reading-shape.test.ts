import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { CachedUsage } from '../../../src/domain/cached-usage.ts';
import { createNodeFiles } from '../../../src/host/files/node-files.ts';
import { openCacheFile } from '../../../src/store/cache-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const files = createNodeFiles({ os: 'linux', tempDir: '/tmp' });

const kept: CachedUsage = {
  good: {
    snapshot: {
      windows: [
        {
          id: 'session',
          label: 'x',
          usedPercent: 5,
          used: 10,
          limit: 200,
          remaining: 190,
          unit: 'requests',
          lengthMinutes: 300,
          resetsAtMs: 9,
          reliable: true,
        },
        {
          id: 'monthly',
          usedPercent: 55,
          unit: 'percent',
          reliable: true,
          split: { codePercent: 25, otherPercent: 30 },
        },
      ],
      plan: 'Allegretto',
      wallet: {
        balanceCents: 1,
        totalCents: 2,
        monthlyLimitEnabled: true,
        monthlyLimitCents: 3,
        monthlyUsedCents: 0,
        currency: 'USD',
      },
      source: 'api-key',
      fetchedAtMs: 1_800_000_000_000,
    },
    attempts: [{ source: 'api-key', outcome: 'ok' }],
  },
  failed: {
    failure: { kind: 'rate-limited', retryAfterMs: 60_000 },
    attempts: [],
    failedAtMs: 1_800_000_000_001,
  },
};

test('cached usage is read as it was written', async (t) => {
  const file = openCacheFile({ files }, join(tempFolder(t), 'readings', 'a.json'));
  assert.equal(file.read(), undefined);
  await file.write(kept);
  const { good, failed } = file.read() ?? {};
  assert.deepEqual({ good, failed }, kept);
});

/** Each breaks one thing; none may come back as a reading. */
const broken: Readonly<Record<string, (text: string) => string>> = {
  'cut off': (text) => text.slice(0, -5),
  empty: () => '',
  'a list': () => '[]',
  null: () => 'null',
  'another version': (text) => text.replace('"version":1', '"version":2'),
  'no windows': (text) => text.replace(/"windows":\[.*?\}\]/, '"windows":[]'),
  'a percent above 100': (text) => text.replace('"usedPercent":5,', '"usedPercent":500,'),
  'a negative percent': (text) => text.replace('"usedPercent":5,', '"usedPercent":-5,'),
  'a percent as text': (text) => text.replace('"usedPercent":5,', '"usedPercent":"5",'),
  'a percent of null': (text) => text.replace('"usedPercent":5,', '"usedPercent":null,'),
  'an unknown window': (text) => text.replace('"id":"session"', '"id":"sesion"'),
  'an unknown unit': (text) => text.replace('"unit":"requests"', '"unit":"tokens"'),
  'an unknown failure': (text) => text.replace('rate-limited', 'moody'),
  'a split out of range': (text) => text.replace('"codePercent":25', '"codePercent":250'),
  'a wallet without a balance': (text) => text.replace('"balanceCents":1,', ''),
  'a time as text': (text) => text.replace('"fetchedAtMs":1800000000000', '"fetchedAtMs":"now"'),
  'a negative pause': (text) => text.replace('"retryAfterMs":60000', '"retryAfterMs":-1'),
};

for (const [what, spoil] of Object.entries(broken)) {
  test(`a file with ${what} counts as none`, async (t) => {
    const path = join(tempFolder(t), 'a.json');
    const file = openCacheFile({ files }, path);
    await file.write(kept);
    const text = files.readText(path) ?? '';
    assert.notEqual(spoil(text), text);
    writeFileSync(path, spoil(text));
    assert.equal(file.read(), undefined);
  });
}
