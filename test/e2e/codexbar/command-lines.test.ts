import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import {
  barOfWaybar,
  isNewEnoughForPlasma,
  providersOfShowyQuota,
  readAsCodexBarApp,
  readAsHomeAssistant,
  readAsPlasmaDiagnosis,
  readAsShowyQuota,
} from '../../support/codexbar-clients.ts';
import { setStage } from '../../support/stage.ts';
import { noFileRights } from '../../support/this-system.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

/** Every line is what a client runs, word for word. docs/widgets.md lists the same clients. */
const usageLines: Readonly<Record<string, string>> = {
  'Marouan-chak/codexbar-waybar': 'usage --provider kimi --format json --no-color',
  'Lucenx9/codexbar-plasma': 'usage --format json --json-only',
  'Lucenx9/codexbar-plasma, all accounts': 'usage --format json --json-only --all-accounts',
  'psimaker/codexbar-plasmoid': 'usage --provider kimi --json --status',
  'enieuwy/showy-quota': 'usage --provider kimi --format json --pretty --status',
  'raulgg/raycast-extension-codexbar':
    'usage --format json --json-only --json-output --web-timeout 5 --provider kimi --source auto --status',
  'DreamyTalesPAN/CodexBar-Display': 'usage --json --status --web-timeout 8',
  'tylxr59/KodexBar': 'usage --provider kimi --source api --format json',
  'jacobcalvert/codexbar-cinnamon-applet': 'usage --format json --provider kimi',
  'materemias/codexbar-kde': 'usage --json --provider kimi',
  'harrisiirak/pi-codexbar': 'usage --provider all --json',
  'CodexBar’s manual, both providers': 'usage --format json --provider both --pretty',
  'CodexBar’s manual': 'usage --json --no-credits --account-index 1 --log-level debug -v',
};

suite('usage, as clients run it', { concurrency: 2 }, () => {
  for (const [client, line] of Object.entries(usageLines)) {
    test(`${client}: codexbar ${line}`, async (t) => {
      const stage = await setStage(t);
      const { exitCode, stdout } = await stage.run(['codexbar', ...line.split(' ')]);
      assert.equal(exitCode, 0);
      assert.equal(readUsageArray(stdout).length, 1);
      assert.deepEqual(readAsShowyQuota(JSON.parse(stdout)), { hasNumber: true });
      assert.equal(barOfWaybar(JSON.parse(stdout)), 69.5);
    });
  }
});

test('psimaker/codexbar-plasmoid: codexbar --version is new enough', async (t) => {
  const stage = await setStage(t);
  const { exitCode, stdout } = await stage.run(['codexbar', '--version']);
  assert.equal(exitCode, 0);
  assert.match(stdout, /^CodexBar \d+\.\d+\.\d+\n$/);
  assert.ok(isNewEnoughForPlasma(stdout));
  assert.doesNotMatch((await stage.run(['--version', '--no-color'])).stdout, /CodexBar/);
});

test('tylxr59/KodexBar: a source without a sign-in is a failure record, and it tries the next', async (t) => {
  const stage = await setStage(t);
  for (const line of [
    'usage --provider kimi --source cli --format json',
    'usage --provider kimi --source oauth --format json',
  ]) {
    const { exitCode, stdout } = await stage.run(['codexbar', ...line.split(' ')]);
    const [record] = readUsageArray(stdout);
    assert.deepEqual(
      [exitCode, record?.source, record?.error?.reason],
      [1, 'cli', 'credential-missing'],
    );
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('plans without a week: bars show the month', async (t) => {
  for (const [scenario, used] of [
    ['ratio-pools-new', 78.77],
    ['monthly-only', 32],
  ] as const) {
    const stage = await setStage(t, { scenario });
    const { stdout } = await stage.run(['codexbar', 'usage', '--format', 'json']);
    readUsageArray(stdout);
    assert.equal(barOfWaybar(JSON.parse(stdout)), used);
  }
});

test('config, as the settings pages of clients run it', async (t) => {
  const stage = await setStage(t, { key: '' });
  const json = async (line: string, stdin?: string): Promise<unknown> => {
    const run = await stage.run(['codexbar', ...line.split(' ')], { stdin });
    assert.deepEqual([run.exitCode, run.stderr], [0, ''], line);
    return JSON.parse(run.stdout);
  };
  for (const line of [
    'config providers --format json --pretty',
    'config providers --json-only',
    'config providers --json',
  ])
    assert.deepEqual(providersOfShowyQuota(await json(line)), ['kimi'], line);
  const indented = await stage.run('codexbar config providers --json --pretty'.split(' '));
  assert.match(indented.stdout, /^\[\n  \{\n    "provider": "kimi",\n/);

  const configPath = join(stage.home, '.config', 'kimibar', 'config.json');
  assert.deepEqual(await json('config disable --provider kimi --format json --json-only'), {
    provider: 'kimi',
    enabled: false,
    configPath,
  });
  assert.deepEqual(providersOfShowyQuota(await json('config providers --json')), []);
  assert.deepEqual(await json('usage --format json'), []);
  const stored = await json(
    'config set-api-key --provider kimi --stdin --format json --json-only',
    demoApiKey,
  );
  assert.deepEqual(stored, { provider: 'kimi', enabled: true, configPath });
  const enabled = await json('config enable --provider kimi --format json --json-only');
  assert.deepEqual(enabled, { provider: 'kimi', enabled: true, configPath });
  assert.deepEqual(await json('config --json'), []);
});

test('jeremy-windsor/neon-codexbar: config dump has Kimi, with and without a file', async (t) => {
  const stage = await setStage(t, { key: '' });
  const dump = async () =>
    JSON.parse((await stage.run('codexbar config dump --format json'.split(' '))).stdout);
  const defaults = { id: 'kimi', enabled: true, source: 'auto', cookieSource: 'auto' };
  const rest = { region: 'auto', accounts: [] };
  assert.deepEqual(await dump(), { version: 1, providers: [{ ...defaults, ...rest }] });
  await stage.run(['config', 'set-api-key', '--provider', 'kimi', '--stdin'], {
    stdin: demoApiKey,
  });
  const { providers } = await dump();
  assert.deepEqual(providers, [{ ...defaults, ...rest, apiKey: `…${demoApiKey.slice(-4)}` }]);
});

test('guard --provider kimi decides as kimibar guard', async (t) => {
  const stage = await setStage(t);
  const { exitCode, stdout } = await stage.run('codexbar guard --provider kimi --json'.split(' '));
  const own = await stage.run(['guard', '--json']);
  assert.deepEqual([exitCode, stdout], [own.exitCode, own.stdout]);
  const low = await stage.run(
    'codexbar guard --provider kimi --min-remaining 99 --window weekly --timeout 0'.split(' '),
  );
  assert.equal(low.exitCode, 1);
});

test('bridges: codexbar dashboard prints the snapshot, or replaces a file by it', async (t) => {
  const stage = await setStage(t);
  const { exitCode, stdout } = await stage.run('codexbar dashboard --timeout 30'.split(' '));
  assert.equal(exitCode, 0);
  readAsHomeAssistant(JSON.parse(stdout));
  assert.deepEqual(readAsCodexBarApp(JSON.parse(stdout)).get('')?.windows, [
    'session',
    'weekly',
    'monthly',
  ]);
  const file = join(stage.home, 'snapshot.json');
  const written = await stage.run(['codexbar', 'dashboard', '--output', file, '--pretty']);
  assert.deepEqual([written.exitCode, written.stdout, written.stderr], [0, '', '']);
  readAsHomeAssistant(JSON.parse(readFileSync(file, 'utf8')));
  if (noFileRights === false) assert.equal(statSync(file).mode & 0o777, 0o644);
  const failing = await stage.run(['codexbar', 'dashboard', '--output', stage.home]);
  assert.equal(failing.exitCode, 1);
  assert.match(failing.stderr, /^Can't change \S+ \(E[A-Z]+: [a-z ]+\)\.\n$/);
});

test('a failure is inside the dashboard, and in the diagnosis', async (t) => {
  const stage = await setStage(t, { scenario: 'status-401' });
  const { exitCode, stdout } = await stage.run(['codexbar', 'dashboard']);
  assert.equal(exitCode, 0);
  readAsHomeAssistant(JSON.parse(stdout));
  assert.match(readAsCodexBarApp(JSON.parse(stdout)).get('')?.error ?? '', /invalid or expired/);
  const diagnosis = await stage.run(['codexbar', 'diagnose', '--provider', 'kimi']);
  assert.equal(JSON.parse(diagnosis.stdout).error.category, 'auth');
  assert.doesNotMatch(diagnosis.stdout, new RegExp(demoApiKey));
});

test('Lucenx9/codexbar-plasma: diagnose and sessions', async (t) => {
  const stage = await setStage(t);
  const line = 'codexbar diagnose --provider kimi --format json --redact';
  const { exitCode, stdout } = await stage.run(line.split(' '));
  assert.equal(exitCode, 0);
  assert.deepEqual(readAsPlasmaDiagnosis(JSON.parse(stdout)), {
    provider: 'kimi',
    displayName: 'Kimi Code',
    sourceMode: 'auto',
    authConfigured: true,
    authModes: ['api'],
    settingsKeys: ['sourceMode'],
  });
  assert.equal((await stage.run(['codexbar', 'sessions', '--json-v2'])).stdout, '[]\n');
});

test('cards show what kimibar shows', async (t) => {
  const stage = await setStage(t);
  const { exitCode, stdout } = await stage.run(['codexbar', 'cards', '--brief', '--status']);
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Kimi Code · Allegretto/);
});

test('other providers and unknown flags are invalid arguments, as a record of CodexBar’s', async (t) => {
  const stage = await setStage(t);
  for (const line of ['usage --provider codex --json', 'usage --json --stauts']) {
    const { exitCode, stdout } = await stage.run(['codexbar', ...line.split(' ')]);
    assert.equal(exitCode, 64);
    const [record] = JSON.parse(stdout);
    assert.deepEqual([record.provider, record.error.kind], ['cli', 'args']);
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('kimibar itself stays strict', async (t) => {
  const stage = await setStage(t);
  for (const line of ['usage --status', 'usage --provider all', 'usage --source oauth', 'cards'])
    assert.equal((await stage.run(line.split(' '))).exitCode, 64, line);
});
