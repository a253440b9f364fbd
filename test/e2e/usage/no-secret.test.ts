import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { SimulatedAccount } from '../../../src/simulator/demo-accounts.ts';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { bytesBelow, leaksOf } from '../../support/leaks.ts';
import type { ProgramRun } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';

const canaryKey = 'sk-kimi-CanaryQ7vX2mZp9LrT4wKc8NdF3hJb6YsG1uEaVo5iRkMxPqWtBz0DgHnS';
const canaryToken = [
  '{"alg":"HS512","typ":"JWT"}',
  '{"sub":"canary-user","ssid":"1730000000000000777","exp":4102444800}',
  'Kx82nVw0qLz',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');
const owner: SimulatedAccount = {
  name: 'canary',
  userId: 'canary-user',
  apiKeys: [canaryKey],
  cliTokens: [],
  webTokens: [canaryToken],
};

const leaking: readonly ScenarioName[] = ['leaky', 'leaky-401'];
/** If the source of the credential does not matter, one source is enough. */
const alsoWithKey: readonly ScenarioName[] = [
  'everyday',
  'leaky-500',
  'garbage',
  'redirect',
  'hang-up',
];

const commands: readonly (readonly string[])[] = [
  ['usage', '-v'],
  ['usage', '--json', '--pretty', '-v', '--refresh'],
  ['usage', '--format', 'toon', '-v', '--max-age', '0'],
  ['usage', '--lang', 'zh-CN', '-v'],
  ['doctor', '-v'],
  ['doctor', '--json'],
  ['config', 'show'],
  ['config', 'show', '--format', 'json'],
  ['config', 'validate'],
  ['config', 'dump'],
];

const places = {
  'a key in the environment': { env: { KIMI_CODE_API_KEY: canaryKey } },
  'a key in the config file': { config: { apiKey: canaryKey } },
  'a token in the environment': { env: { KIMI_AUTH_TOKEN: canaryToken } },
  'a cookie in the config file': {
    config: { cookieHeader: `theme=dark; kimi-auth=${canaryToken}` },
  },
} as const satisfies Record<
  string,
  { env?: Record<string, string> | undefined; config?: Record<string, string> | undefined }
>;

suite(
  'no output and no file contains the credential, even if the service repeats it',
  { concurrency: 3 },
  () => {
    for (const [place, given] of Object.entries(places)) {
      for (const scenario of place === 'a key in the environment'
        ? [...leaking, ...alsoWithKey]
        : leaking) {
        test(`${scenario}, ${place}`, async (t) => {
          const stage = await setStage(t, { scenario, key: '', accounts: [owner] });
          if ('config' in given) writeConfig(stage, given.config);
          const env = 'env' in given ? given.env : {};
          for (const args of scenario === 'leaky' ? commands : commands.slice(0, 5)) {
            checkRun(await stage.run(args, { env }), args);
          }
          assert.ok(
            stage.simulator.requests.some(
              ({ headers }) => leaks(JSON.stringify(headers)).length > 0,
            ),
            'the credential was used',
          );
          checkData(stage);
        });
      }
    }
  },
);

test('if the service repeats a credential, its texts are dropped and its numbers are kept', async (t) => {
  const stage = await setStage(t, { scenario: 'leaky', key: canaryKey, accounts: [owner] });
  const { stdout } = await stage.run([]);
  assert.match(stdout, /^Kimi Code · Allegretto/);
  assert.match(stdout, /^Weekly .+ 90% left +1834 of 2048/m);
});

test('storing a credential prints nothing of it', async (t) => {
  const stage = await setStage(t, { key: '' });
  const store = ['config', 'set-api-key', '--provider', 'kimi'];
  for (const [args, stdin] of [
    [[...store, '--stdin', '-v'], `${canaryKey}\n`],
    [[...store, '--stdin', '--format', 'json'], `  "${canaryKey}"  `],
    [[...store, '--api-key', canaryKey], ''],
    [[...store, '--api-key', `${canaryKey} ${canaryKey}`], ''],
    [['config', 'set-cookie', '--stdin'], `Cookie: kimi-auth=${canaryToken}`],
    [['config', 'unset', 'apiKey'], ''],
  ] as const) {
    checkRun(await stage.run(args, { stdin }), args);
  }
  checkData(stage);
});

test('a key in the wrong place of the command line is not repeated', async (t) => {
  const stage = await setStage(t, { key: '' });
  for (const args of [
    [canaryKey],
    ['usage', canaryKey, '--json'],
    ['config', 'set-api-key', canaryKey],
    ['config', 'set-api-key', `--apikey=${canaryKey}`],
    ['config', 'set', 'apiKey', canaryKey],
    ['config', 'set', canaryKey, 'on'],
    ['config', 'set', 'source', canaryKey],
    ['config', 'set-source', canaryToken],
    ['usage', '--account', canaryKey, '--json'],
    ['usage', '--source', canaryKey, '--json'],
    ['usage', '--lang', canaryKey, '--no-such-flag'],
    ['usage', '--provider', canaryToken],
    ['demo', '--scenario', canaryKey],
  ]) {
    const run = await stage.run(args);
    checkRun(run, args);
    assert.equal(run.exitCode, 64, args.join(' ').replace(canaryKey, 'KEY'));
  }
  assert.equal(stage.simulator.requests.length, 0);
});

/** Bugs that surface late, each with the credential in reach. */
const crashes = {
  'while writing the answer': `
    const stringify = JSON.stringify;
    JSON.stringify = (value, ...rest) => {
      if (Array.isArray(value)) throw Object.assign(new Error('cannot write ' + process.env.KIMI_CODE_API_KEY), { env: process.env });
      return stringify(value, ...rest);
    };`,
  'in a callback': `
    const http = require('node:http');
    const emit = http.ClientRequest.prototype.emit;
    http.ClientRequest.prototype.emit = function (name, ...rest) {
      if (name === 'finish') throw Object.assign(new TypeError('no ' + this.getHeader('authorization')), { request: this });
      return emit.call(this, name, ...rest);
    };`,
  'in a promise nobody waits for': `
    const http = require('node:http');
    const request = http.request;
    http.request = (url, options, ...rest) => {
      Promise.reject(Object.assign(new Error('lost ' + options.headers.Authorization), { options }));
      return request(url, options, ...rest);
    };`,
};

for (const [when, preload] of Object.entries(crashes)) {
  test(`a crash ${when} shows the stack and nothing else`, async (t) => {
    const stage = await setStage(t, { scenario: 'hang', key: canaryKey, accounts: [owner] });
    if (when === 'while writing the answer') stage.simulator.setScenario('everyday');
    const path = join(stage.home, 'preload.cjs');
    writeFileSync(path, preload);
    const env = { NODE_OPTIONS: `--require=${path}` };
    const loud = await stage.run(['usage', '--json', '-v'], { env });
    checkRun(loud, [when]);
    assert.equal(loud.exitCode, 70);
    assert.match(loud.stderr, /^This is a bug in KimiBar\..+\n.*Error: .*\n +at /m);
    // Another source has another cache: the crashed run still holds the lease of its own for a
    // while.
    const quiet = await stage.run(['usage', '--json', '--source', 'api'], { env });
    checkRun(quiet, [when]);
    assert.deepEqual([quiet.exitCode, quiet.stdout], [70, '']);
    assert.match(quiet.stderr, /^This is a bug in KimiBar\.[^\n]+\n$/);
    checkData(stage);
  });
}

function leaks(text: string): readonly string[] {
  return [
    ...leaksOf(text, canaryKey),
    ...canaryToken
      .split('.')
      .slice(1)
      .flatMap((part) => leaksOf(text, part)),
  ];
}

function checkRun({ stdout, stderr }: ProgramRun, args: readonly string[]): void {
  const what = args.map((word) => (leaks(word).length > 0 ? 'CANARY' : word)).join(' ');
  assert.deepEqual([leaks(stdout)[0], leaks(stderr)[0]], [undefined, undefined], what);
}

function checkData({ home }: Stage): void {
  const folder = join(home, '.local', 'share', 'kimibar');
  if (existsSync(folder)) assert.equal(leaks(bytesBelow(folder))[0], undefined, 'the data folder');
}

function writeConfig({ home }: Stage, kimi: Readonly<Record<string, string>>): void {
  const folder = join(home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ version: 1, providers: [{ id: 'kimi', ...kimi }] }),
  );
}
