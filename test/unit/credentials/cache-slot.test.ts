import assert from 'node:assert/strict';
import test from 'node:test';
import type { Settings } from '../../../src/config/settings.ts';
import { cacheSlot, type CacheIdentity } from '../../../src/credentials/cache-slot.ts';
import { defaultTrayLook } from '../../../src/domain/tray-look.ts';
import { Secret } from '../../../src/domain/secret.ts';

const provider = {
  enabled: true,
  source: 'auto',
  cookieSource: 'auto',
  region: 'auto',
  accounts: [],
} as const;
const settings: Settings = {
  provider,
  statusPage: true,
  updates: { notice: true },
  display: { meters: 'left' },
  refresh: { cadence: 5 },
  notifications: {
    enabled: true,
    thresholds: [20, 5],
    lowIfLasting: false,
    events: [],
    targets: [],
  },
  server: { host: '127.0.0.1', port: 8737, metricsAccountNames: false },
  export: { enabled: false, projects: false },
  fleet: {},
  tray: defaultTrayLook,
  hooks: { rules: [] },
};
const base: CacheIdentity = { settings, choice: 'auto', env: {} };
const key = new Secret('sk-kimi-canary-0123456789');

const withProvider = (more: Partial<Settings['provider']>): CacheIdentity => ({
  ...base,
  settings: { ...settings, provider: { ...provider, ...more } },
});

const withChoice = (choice: CacheIdentity['choice']): CacheIdentity => ({ ...base, choice });

const withVariable = (name: string): CacheIdentity => ({ ...base, env: { [name]: 'x' } });

test('sixteen hex digits, the same for the same', () => {
  assert.match(cacheSlot(base), /^[0-9a-f]{16}$/);
  assert.equal(
    cacheSlot(base),
    cacheSlot({ ...base, env: { KIMI_CODE_API_KEY: ' "" ', PATH: '/bin' } }),
  );
  assert.equal(
    cacheSlot(base),
    cacheSlot({ ...base, settings: { ...settings, display: { meters: 'used' } } }),
    'how it is shown does not matter',
  );
});

test('whatever can make it another account makes it another slot', () => {
  const identities: CacheIdentity[] = [
    base,
    withProvider({ apiKey: key }),
    withProvider({ apiKey: new Secret('sk-kimi-other') }),
    withProvider({ cookieHeader: key }),
    withProvider({ cookieSource: 'off' }),
    withProvider({ region: 'global' }),
    withChoice('api'),
    withChoice('cli'),
    withChoice('web'),
    withVariable('KIMI_CODE_API_KEY'),
    withVariable('KIMI_MANUAL_COOKIE'),
    withVariable('KIMI_AUTH_TOKEN'),
    withVariable('KIMI_CODE_HOME'),
    withVariable('KIMI_OAUTH_HOST'),
    { ...base, settings: { ...settings, codeBaseUrl: 'http://127.0.0.1:1' } },
    { ...base, settings: { ...settings, webBaseUrl: 'http://127.0.0.1:1' } },
    { ...base, account: { name: 'work', number: 1, region: 'auto' } },
    { ...base, account: { name: 'work', number: 1, region: 'auto', apiKey: key } },
    { ...base, account: { name: 'home', number: 2, region: 'auto', apiKey: key } },
  ];
  assert.equal(new Set(identities.map(cacheSlot)).size, identities.length);
});

test("the environment's credentials do not concern a named account", () => {
  const account = { name: 'work', number: 1, region: 'auto', apiKey: key } as const;
  assert.equal(
    cacheSlot({ ...base, account }),
    cacheSlot({ ...base, account, env: { KIMI_CODE_API_KEY: 'x' } }),
  );
});
