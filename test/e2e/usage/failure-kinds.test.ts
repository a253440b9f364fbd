import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { failurePolicy, type FailureKind } from '../../../src/domain/failure.ts';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { leftBeside, readingPaths } from '../../support/cache-folder.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

/** How to cause a failure, and the message it gets. */
type Way = {
  readonly scenario?: ScenarioName | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly prepare?: ((stage: Stage) => void) | undefined;
  /** What happened, and what to do. */
  readonly says: RegExp;
  /** How often usage is requested; 1 by default. */
  readonly asked?: number | undefined;
};

const longGone = `${base64url('{"alg":"none"}')}.${base64url('{"sub":"someone","exp":1700000000}')}.${base64url('signature')}`;

const ways: Readonly<
  Record<Exclude<FailureKind, 'cancelled' | 'invalid-arguments'>, readonly Way[]>
> = {
  'credential-missing': [
    {
      env: { KIMI_CODE_API_KEY: '' },
      says: /^Not signed in: no API key, .+ found\. Get started: kimibar setup\. .+ kimibar demo$/,
      asked: 0,
    },
    {
      env: { KIMI_CODE_API_KEY: '' },
      args: ['--source', 'api'],
      says: /^No Kimi Code API key is set\. Create one/,
      asked: 0,
    },
    {
      env: { KIMI_CODE_API_KEY: ' "" ' },
      args: ['--source', 'cli'],
      says: /^No Kimi Code login .+ Sign in to Kimi Code/,
      asked: 0,
    },
    // KimiBar ignores the Open Platform's variable.
    {
      env: { KIMI_CODE_API_KEY: '', KIMI_API_KEY: 'sk-open-platform' },
      says: /^Not signed in: no API key, /,
      asked: 0,
    },
  ],
  'credential-rejected': [
    { scenario: 'status-401', says: /^Kimi Code API key is invalid or expired\. Create a new one/ },
    {
      env: { KIMI_CODE_API_KEY: 'sk-kimi-nobody-knows-this-key' },
      says: /^Kimi Code API key is invalid or expired\./,
    },
    {
      env: { KIMI_CODE_API_KEY: 'sk-platform' },
      says: /^This key belongs to the Kimi Open Platform .+ Create a Kimi Code key/,
      asked: 0,
    },
    {
      env: { KIMI_CODE_API_KEY: longGone },
      says: /^This is a web sign-in token, not .+: kimibar config set-cookie/,
      asked: 0,
    },
  ],
  'credential-expired': [
    {
      env: { KIMI_CODE_API_KEY: '', KIMI_AUTH_TOKEN: longGone },
      args: ['--source', 'web'],
      says: /^The Kimi web session has expired\. Sign in again at www\.kimi\.com/,
      asked: 0,
    },
  ],
  'plan-or-quota-denied': [
    {
      scenario: 'status-402',
      says: /^Your plan or quota doesn't allow this \(402\)\. Check your subscription/,
    },
    {
      scenario: 'status-403',
      says: /^Your plan or quota doesn't allow this \(403\)\. Check your subscription/,
    },
  ],
  'invalid-request': [
    { scenario: 'status-400', says: /^Kimi rejected the request .+\. Updating KimiBar/ },
    {
      scenario: 'redirect',
      says: /^Kimi redirected to another site .+ did not send your credentials there\. Check the base URL/,
    },
    ...[
      'http://kimi.example',
      'https://me:pw@kimi.example',
      'https://api.kimi.com%2f@kimi.example',
      'ftp://127.0.0.1',
    ].map((url) => ({
      env: { KIMI_CODE_BASE_URL: url },
      says: /^Kimi Code API base URL must use HTTPS without user info \(KIMI_CODE_BASE_URL=(?:…|\w+:).+\)$/,
      asked: 0,
    })),
  ],
  'endpoint-missing': [
    {
      scenario: 'status-404',
      says: /http:\/\/127\.0\.0\.1:\d+\/coding\/v1\/usages \(404\)\. Check KIMI_CODE_BASE_URL/,
    },
  ],
  'rate-limited': [
    {
      scenario: 'status-429',
      says: /^Kimi is rate-limiting requests \(429\)\. Kimi asks to wait 2m before the next request\.$/,
    },
  ],
  'server-fault': [
    {
      scenario: 'status-503',
      says: /^Kimi had a server error \(503\)\. .+ try again in a few minutes\.$/,
    },
  ],
  offline: [
    {
      scenario: 'hang-up',
      says: /^The connection to Kimi was dropped\. Check the network connection\.$/,
    },
    { scenario: 'page-403', says: /^Received a web page .+ \(403\)\. A Wi-Fi login page, filter/ },
    { scenario: 'page-511', says: /^Received a web page .+ \(511\)\. A Wi-Fi login page, filter/ },
    {
      env: { KIMI_CODE_BASE_URL: 'http://127.0.0.1:1' },
      says: /^Could not connect to 127\.0\.0\.1:1 \(connection refused\)\. Check the base URL/,
      asked: 0,
    },
    {
      env: { KIMI_CODE_BASE_URL: 'https://kimi.invalid' },
      says: /^(Could not resolve kimi\.invalid|The connection to Kimi was dropped)\. Check the network/,
      asked: 0,
    },
  ],
  'timed-out': [
    // Enough time for a request on a busy machine.
    {
      scenario: 'hang',
      args: ['--timeout', '2'],
      says: /^Kimi did not respond in time \(2 s\)\. .+ kimibar usage --timeout 60$/,
    },
  ],
  'unreadable-answer': [
    { scenario: 'garbage', says: /^Kimi's response is not JSON\. A proxy may be changing/ },
    { scenario: 'page-200', says: /^Received a web page .+ \(200\)\. A Wi-Fi login page, filter/ },
    { scenario: 'huge', says: /^Kimi's response is larger than 1 MiB\. Check/ },
  ],
  'invalid-config': [
    {
      prepare: ({ home }) => writeFileSync(join(home, 'config.json'), '{\n  "providers": [}\n'),
      args: ['--config', 'HOME/config.json'],
      says: /^The config file is not valid JSON: .+config\.json:2:17\b.*Fix it by hand; KimiBar won't touch the file\.$/,
      asked: 0,
    },
    {
      prepare: ({ home }) =>
        writeFileSync(
          join(home, 'config.json'),
          '{"providers": [{"id": "kimi", "source": "psychic"}]}',
        ),
      args: ['--config', 'HOME/config.json'],
      says: /^The config file contains an invalid value: .+config\.json:1:31\b.*kimibar config validate$/,
      asked: 0,
    },
  ],
};

suite('every kind of failure has a line and a record', { concurrency: 3 }, () => {
  for (const [kind, cases] of Object.entries(ways) as [keyof typeof ways, readonly Way[]][]) {
    for (const [index, way] of cases.entries()) {
      test(`${kind} ${index + 1}`, async (t) => {
        const stage = await setStage(
          t,
          way.scenario === undefined ? {} : { scenario: way.scenario },
        );
        way.prepare?.(stage);
        const args = (way.args ?? []).map((word) => word.replace('HOME', stage.home));
        const { exitCode } = failurePolicy[kind];

        const text = await stage.run(args, { env: way.env ?? {} });
        assert.deepEqual([text.exitCode, text.stdout], [exitCode, '']);
        assert.match(text.stderr, /^[^\n]+\n$/);
        assert.match(text.stderr.trimEnd(), way.says);
        assert.equal(stage.asked('usages'), way.asked ?? 1);

        const json = await stage.run(['usage', '--json-only', '--max-age', '0', ...args], {
          env: way.env ?? {},
        });
        const [record] = readUsageArray(json.stdout);
        assert.equal(json.exitCode, exitCode);
        assert.equal(json.stderr, text.stderr);
        const { recordKind } = failurePolicy[kind];
        assert.deepEqual(record?.error, {
          code: exitCode,
          kind: recordKind,
          message: text.stderr.trimEnd(),
          reason: kind,
        });
      });
    }
  }
});

test('invalid-arguments has its own record, without a reason', async (t) => {
  const stage = await setStage(t);
  const { exitCode, stdout, stderr } = await stage.run(['usage', '--json', '--source', 'psychic']);
  const message = 'Invalid value "psychic" for --source. Allowed: auto, api, cli, web';
  assert.deepEqual([exitCode, stderr], [64, `${message}\n`]);
  assert.equal(
    stdout,
    `${JSON.stringify([{ provider: 'cli', source: 'cli', error: { code: 64, kind: 'args', message } }])}\n`,
  );
  assert.equal(stage.simulator.requests.length, 0);
});

for (const [signal, format] of [
  ['SIGINT', 'text'],
  ['SIGINT', 'json'],
  ['SIGTERM', 'text'],
] as const) {
  test(`cancelled by ${signal} while Kimi does not respond (${format}): nothing on stdout or in the cache, exit code 130`, async (t) => {
    const stage = await setStage(t, { scenario: 'hang' });
    const { exitCode, stdout, stderr } = await stage.run(['usage', '--format', format], {
      onStart: (child) =>
        void until(() => stage.asked('usages') === 1, 'the request').then(() => child.kill(signal)),
    });
    assert.deepEqual([exitCode, stdout, stderr], [130, '', '']);
    assert.deepEqual(
      [readingPaths(stage), leftBeside(stage)],
      [[], []],
      'neither a reading nor a lease is left',
    );
  });
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
