import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { demoApiKey, demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { startConnectProxy } from '../../support/fakes/connect-proxy.ts';
import { writeFirefoxStore } from '../../support/fakes/stores/firefox-store.ts';
import { logFile, storageItem } from '../../support/fakes/stores/leveldb-files.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { setStage } from '../../support/stage.ts';
import { testTimeoutMs } from '../../support/until.ts';

const domains = { mainland: 'kimi.com', global: 'kimi.ai' } as const;
type Region = keyof typeof domains;

/** A stage with both of Kimi's services behind a proxy, which records the hosts that are called. */
async function setRegion(t: TestContext, region: Region | 'auto') {
  const names = Object.values(domains).flatMap((domain) => [`api.${domain}`, `www.${domain}`]);
  const tls = await makeCertificate(...names);
  const stage = await setStage(t, { tls, key: '' });
  const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
  const authority = join(stage.home, 'authority.pem');
  writeFileSync(authority, tls.cert);
  const folder = join(stage.home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = { version: 1, statusPage: false, providers: [{ id: 'kimi', region }] };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const direct = {
    KIMI_CODE_BASE_URL: '',
    KIMI_WEB_BASE_URL: '',
    NODE_EXTRA_CA_CERTS: authority,
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  };
  return {
    home: stage.home,
    run: (args: string, env: Readonly<Record<string, string>> = {}) =>
      stage.run([...args.split(' '), '--json'], { env: { ...direct, ...env } }),
    hosts: () => [...new Set(proxy.tunnels.map(({ to }) => to.replace(/:443$/, '')))].toSorted(),
  };
}

const options = { timeout: testTimeoutMs };

for (const region of ['mainland', 'global'] as const) {
  const own = domains[region];
  const other = region === 'global' ? domains.mainland : domains.global;

  test(`region ${region}: a key and a pasted session go to ${own} only`, options, async (t) => {
    const { run, hosts } = await setRegion(t, region);
    const env = { KIMI_CODE_API_KEY: demoApiKey, KIMI_AUTH_TOKEN: demoWebToken };
    const runs = [
      'usage --refresh',
      'usage --refresh --source api',
      'usage --refresh --source web',
    ];
    for (const args of runs) {
      const { exitCode, stdout } = await run(args, env);
      assert.equal(exitCode, 0, stdout);
    }
    assert.deepEqual(hosts(), [`api.${own}`, `www.${own}`]);
  });

  test(
    `region ${region}: of the sessions in Firefox only those of ${own} are sent`,
    options,
    async (t) => {
      const { home, run, hosts } = await setRegion(t, region);
      const store = join(home, '.mozilla/firefox/a.default/cookies.sqlite');
      const expiry = Date.now() + 9e8;
      writeFirefoxStore(store, [
        { host: `www.${other}`, value: kimiToken('other'), usedAtMs: Date.now(), expiry },
        { host: `www.${own}`, value: demoWebToken, usedAtMs: Date.now() - 1e6, expiry },
      ]);
      const { exitCode, stdout } = await run('usage --refresh --source web');
      assert.equal(exitCode, 0, stdout);
      assert.deepEqual(hosts(), [`www.${own}`]);
      const cookies = JSON.parse((await run('cookies')).stdout) as { places: { state: string }[] };
      assert.ok(cookies.places.some(({ state }) => state === 'session'));
    },
  );

  test(`region ${region}: all advice is about ${own}`, options, async (t) => {
    const { home, run, hosts } = await setRegion(t, region);
    writeFirefoxStore(join(home, '.mozilla/firefox/a.default/cookies.sqlite'), []);
    for (const args of ['usage --source web', 'doctor', 'cookies']) {
      const { stdout } = await run(args);
      assert.ok(stdout.includes(`www.${own}`), `${args}: ${stdout}`);
      assert.ok(!stdout.includes(`www.${other}`), `${args}: ${stdout}`);
    }
    assert.deepEqual(hosts(), []);
  });
}

test("a session in Chrome's local storage is sent to www.kimi.ai only", options, async (t) => {
  for (const region of ['mainland', 'global'] as const) {
    const { home, run, hosts } = await setRegion(t, region);
    const folder = join(home, '.config/google-chrome/Default/Local Storage/leveldb');
    mkdirSync(folder, { recursive: true });
    const item = storageItem('https://www.kimi.ai', 'access_token', demoWebToken);
    writeFileSync(join(folder, '000003.log'), logFile([[{ ...item, sequence: 1 }]]));
    const { exitCode, stdout } = await run('usage --refresh --source web');
    assert.equal(exitCode === 0, region === 'global', stdout);
    assert.deepEqual(hosts(), region === 'global' ? ['www.kimi.ai'] : []);
    const cookies = JSON.parse((await run('cookies')).stdout) as { places: { state: string }[] };
    assert.equal(
      cookies.places.some(({ state }) => state === 'session'),
      region === 'global',
    );
  }
});

test("OpenCode's keys go to their own region's host", options, async (t) => {
  for (const [plan, host] of [
    ['kimi-for-coding', 'api.kimi.com'],
    ['kimi-code-plan-cn', 'api.kimi.com'],
    ['kimi-code-plan-global', 'api.kimi.ai'],
  ] as const) {
    const { home, run, hosts } = await setRegion(t, 'auto');
    const folder = join(home, '.local', 'share', 'opencode');
    mkdirSync(folder, { recursive: true });
    const stored = { [plan]: { type: 'api', key: demoApiKey } };
    writeFileSync(join(folder, 'auth.json'), JSON.stringify(stored));
    const { exitCode, stdout } = await run('usage --source api');
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /"source":"opencode","outcome":"ok"/);
    assert.deepEqual(hosts(), [host], plan);
  }
});
