import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test, { type TestContext } from 'node:test';
import { configFileIn } from '../../support/config-file-in.ts';
import { makeTempHome } from '../../support/fakes/stores/temp-home.ts';
import { setStage } from '../../support/stage.ts';
import { testTimeoutMs } from '../../support/until.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { missingKeyringTool, startKeyring, type Keyring } from '../browsers/keyring.ts';

const missing = missingKeyringTool();
const skip = missing !== undefined && `needs ${missing} (packages dbus gnome-keyring)`;
const setKey = ['config', 'set-api-key'];

/** A simulated Kimi, a home without a key in the environment, and maybe a real GNOME Keyring. */
async function stageWith(t: TestContext, keyring?: Keyring) {
  const stage = await setStage(t, { key: '' });
  const bus = keyring?.env['DBUS_SESSION_BUS_ADDRESS'] ?? 'unix:path=/nonexistent';
  const config = (): string => readFileSync(configFileIn(stage.home), 'utf8');
  const run = async (args: readonly string[], input?: string) =>
    stage.run(args, { env: { DBUS_SESSION_BUS_ADDRESS: bus }, stdin: input });
  return { ...stage, run, config };
}

test(
  'a key moves into a real keyring and back, and is used from there',
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const { run, config } = await stageWith(t, await startKeyring(makeTempHome(t)));
    const stored = await run([...setKey, '--keyring', '--stdin'], demoApiKey);
    assert.equal(
      stored.stdout,
      'Config: the system keyring keeps the API key for Kimi Code and enabled\n',
    );
    assert.doesNotMatch(config(), /sk-kimi/);
    assert.match(config(), /"apiKey": "@keyring:[0-9a-f]{32}"/);
    assert.equal((await run(['usage', '--json'])).exitCode, 0);
    assert.match((await run(['config', 'show'])).stdout, /^ {2}apiKey +in the system keyring /m);

    assert.equal((await run([...setKey, '--file'])).exitCode, 0);
    assert.ok(config().includes(demoApiKey));
    assert.equal((await run(['usage', '--json', '--refresh'])).exitCode, 0);
    assert.equal((await run([...setKey, '--keyring'])).exitCode, 0);
    assert.doesNotMatch(config(), /sk-kimi/);
    assert.equal((await run(['usage', '--json', '--refresh'])).exitCode, 0);
  },
);

test('unset takes the key out of the keyring, too', { skip, timeout: testTimeoutMs }, async (t) => {
  const { run, config } = await stageWith(t, await startKeyring(makeTempHome(t)));
  await run([...setKey, '--keyring', '--stdin'], demoApiKey);
  const [, reference = ''] = /"(@keyring:[0-9a-f]+)"/.exec(config()) ?? [];
  assert.equal((await run(['config', 'unset', 'apiKey'])).exitCode, 0);
  await run([...setKey, '--stdin'], reference);
  const { stderr } = await run(['usage', '--refresh']);
  assert.match(stderr, /in the system keyring, but not readable from here/);
});

test('a locked keyring is named, without a dialog', { skip, timeout: testTimeoutMs }, async (t) => {
  const keyring = await startKeyring(makeTempHome(t));
  const { run } = await stageWith(t, keyring);
  await run([...setKey, '--keyring', '--stdin'], demoApiKey);
  keyring.lock();
  const { exitCode, stderr } = await run(['usage']);
  assert.equal(exitCode, 1);
  assert.match(stderr, /API key is in the system keyring, which is locked/);
  const calls = (await keyring.trafficSinceLock())
    .split('\n')
    .map((line) => line.split('\t').at(-1));
  assert.ok(calls.includes('SearchItems'));
  assert.deepEqual(
    calls.filter((call) => call === 'Unlock' || call === 'Prompt'),
    [],
  );
});

/** A locked keyring that has the key. */
async function stageWithLockedKey(t: TestContext) {
  const keyring = await startKeyring(makeTempHome(t));
  const stage = await stageWith(t, keyring);
  assert.equal((await stage.run([...setKey, '--keyring', '--stdin'], demoApiKey)).exitCode, 0);
  keyring.lock();
  return stage;
}

const stillThere = /^The system keyring still has an API key/;

test(
  'another key takes the place of one in a locked keyring, which stays there',
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const { run, config } = await stageWithLockedKey(t);
    const { exitCode, stderr } = await run([...setKey, '--stdin'], demoApiKey);
    assert.equal(exitCode, 0);
    assert.match(stderr, stillThere);
    assert.ok(config().includes(demoApiKey));
  },
);

test(
  'uninstall says that a locked keyring still has the key',
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const { run, config } = await stageWithLockedKey(t);
    const { exitCode, stderr } = await run(['uninstall', '--yes']);
    assert.equal(exitCode, 1);
    assert.match(stderr, stillThere);
    assert.throws(config);
  },
);

test(
  'a config file that cannot be changed leaves no key in the keyring',
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const keyring = await startKeyring(makeTempHome(t));
    const { run, home } = await stageWith(t, keyring);
    await run(['config', 'set', 'refresh.cadence', '15']);
    writeFileSync(configFileIn(home), '{');
    const { exitCode, stderr } = await run([...setKey, '--keyring', '--stdin'], demoApiKey);
    assert.equal(exitCode, 1);
    assert.match(stderr, /not valid JSON/);
    assert.equal(keyring.entries('kimibar'), 0);
  },
);

test(
  'an entry that is no API key does not move to the config file',
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const keyring = await startKeyring(makeTempHome(t));
    const { run, config, home } = await stageWith(t, keyring);
    await run(['config', 'set', 'refresh.cadence', '15']);
    const id = '0123456789abcdef0123456789abcdef';
    keyring.store('hello world', { application: 'kimibar', id });
    const reference = { id: 'kimi', apiKey: `@keyring:${id}` };
    writeFileSync(configFileIn(home), JSON.stringify({ version: 1, providers: [reference] }));
    const { exitCode, stderr } = await run([...setKey, '--file']);
    assert.equal(exitCode, 64);
    assert.match(stderr, /^The system keyring no longer has this key/);
    assert.doesNotMatch(config(), /hello/);
  },
);

test('without a keyring the key is not stored anywhere', async (t) => {
  const { run, config } = await stageWith(t);
  const { exitCode, stderr } = await run([...setKey, '--keyring', '--stdin'], demoApiKey);
  assert.equal(exitCode, 64);
  assert.match(stderr, /^No system keyring is reachable/);
  assert.throws(config);
});
