import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { leaksOf } from '../../support/leaks.ts';
import { setStage, type Stage } from '../../support/stage.ts';

/** The part of the record that these tests check. */
type Report = {
  readonly node: string;
  readonly variables: readonly string[];
  readonly dataFolder: string;
  readonly config: { readonly path: string; readonly exists: boolean };
  readonly enabled: boolean;
  readonly places: readonly {
    readonly source: string;
    readonly state: string;
    readonly reason?: string | undefined;
    readonly todo?: string | undefined;
  }[];
  readonly reading: {
    readonly ok: boolean;
    readonly source?: string | undefined;
    readonly reason?: string | undefined;
    readonly message?: string | undefined;
  };
  readonly notes: readonly string[];
};

const order = ['api-key', 'cli', 'opencode', 'manual-cookie', 'env-token', 'desktop', 'browser'];

test('in a fresh home it lists every source in order with advice, requests nothing, writes nothing', async (t) => {
  const stage = await setStage(t, { key: '' });
  const text = await examine(stage);
  assert.deepEqual([text.exitCode, text.stderr], [1, '']);
  assert.match(
    text.stdout,
    /^KimiBar \d+\.\d+\.\d+ · Node \d+\.\d+\.\d+ · \w+\nConfig +~\/\.config\/kimibar\/config\.json \(not created yet/,
  );
  assert.match(text.stdout, /^ {2}· API key +not set\n {2}· Kimi Code login/m);
  assert.match(text.stdout, /^ {2}· Browser +no profile found: Chrome, .+\n +Firefox$/m);
  assert.equal(text.stdout.match(/kimibar setup/g)?.length, 1);
  assert.doesNotMatch(text.stdout, /set-api-key|set-cookie|kimi login/);
  assert.match(
    text.stdout,
    /Test request\n {2}✗ Not signed in: no API key, Kimi Code login or web session found\. .+\n$/s,
  );

  const { report, exitCode } = await examineJson(stage);
  assert.equal(exitCode, 1);
  const places = report.places.map(({ source }) => source);
  assert.deepEqual([...new Set(places)], order);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
  );
  assert.ok(report.places.every(({ state, reason }) => state === 'absent' && reason !== undefined));
  assert.deepEqual(report.reading.reason, 'credential-missing');
  assert.deepEqual(report.config, { path: '~/.config/kimibar/config.json', exists: false });
  assert.equal(stage.simulator.requests.length, 0);
  assert.ok(
    readdirSync(stage.home).every((name) => name === '.local'),
    'nobody else’s folder is made',
  );
});

test("with a key it reports the key and Kimi's response", async (t) => {
  const stage = await setStage(t);
  const text = await examine(stage);
  assert.equal(text.exitCode, 0);
  assert.match(text.stdout, /^ {2}✓ API key +found$/m);
  assert.match(text.stdout, /Test request\n {2}✓ Kimi responded \(API key\)\n$/);
  assert.doesNotMatch(
    text.stdout,
    /kimibar config set-api-key/,
    'no advice on what is not missing',
  );
  const { report } = await examineJson(stage);
  assert.deepEqual(report.reading, { ok: true, source: 'api-key' });
  assert.deepEqual(report.variables, [
    'KIMI_CODE_API_KEY',
    'KIMI_CODE_BASE_URL',
    'KIMI_WEB_BASE_URL',
  ]);
  assert.equal(stage.asked('usages'), 1, 'a reading that young will do');
});

test('the report names variables of many machines, without their values', async (t) => {
  const stage = await setStage(t);
  const env = {
    KIMIBAR_FLEET_TOKEN: 'CANARY',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://CANARY.example/',
    OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'a=CANARY',
  };
  const { stdout } = await stage.run(['doctor', '--json'], { env });
  assert.doesNotMatch(stdout, /CANARY/);
  const { variables } = JSON.parse(stdout) as Report;
  for (const name of Object.keys(env)) assert.ok(variables.includes(name), name);
});

test('with a key that Kimi rejects it reports the key and the rejection', async (t) => {
  const stage = await setStage(t, { scenario: 'status-401' });
  const { stdout, exitCode } = await examine(stage);
  assert.equal(exitCode, 1);
  assert.match(stdout, /✓ API key +found/);
  assert.match(stdout, /✗ Kimi Code API key is invalid or expired\. Create a new one/);
  assert.equal((await examineJson(stage)).report.reading.reason, 'credential-rejected');
});

test('with a broken config it reports the position of the error and nothing else', async (t) => {
  const stage = await setStage(t);
  put(stage, '.config/kimibar/config.json', '{\n  "providers": [\n');
  const text = await examine(stage);
  assert.equal(text.exitCode, 1);
  assert.match(
    text.stdout,
    /✗ The config file is not valid JSON: ~\/\.config\/kimibar\/config\.json:3:1\s.+KimiBar won't touch the file\./,
  );
  const { report } = await examineJson(stage);
  assert.equal(report.reading.reason, 'invalid-config');
  assert.deepEqual(report.places, []);
  assert.equal(stage.simulator.requests.length, 0);
});

test('keys of the wrong kind and ignored variables are named as such', async (t) => {
  const stage = await setStage(t, { key: 'sk-this-is-for-the-open-platform' });
  put(
    stage,
    '.kimi/credentials/kimi-code.json',
    '{"access_token":"legacy-token-value","expires_at":4102444800}',
  );
  const { stdout } = await examine(stage, { KIMI_API_KEY: 'sk-another-platform-key' });
  assert.match(stdout, /! API key +a key of the Kimi Open Platform/);
  assert.match(
    stdout,
    /KIMI_API_KEY is set, but it belongs to the Open Platform, so KimiBar does not\sread it/,
  );
  assert.match(
    stdout,
    /Found a login of the old kimi-cli at ~\/\.kimi\/credentials\/kimi-code\.json/,
  );
  assert.doesNotMatch(stdout, /legacy-token|sk-/);
  assert.equal(stage.simulator.requests.length, 0);
});

test('disabled, it checks no source', async (t) => {
  const stage = await setStage(t);
  put(stage, '.config/kimibar/config.json', '{"providers":[{"id":"kimi","enabled":false}]}');
  const { stdout, exitCode } = await examine(stage);
  assert.equal(exitCode, 0);
  assert.match(stdout, /Kimi is turned off/);
  const { report } = await examineJson(stage);
  assert.deepEqual([report.enabled, report.places], [false, []]);
  assert.equal(stage.simulator.requests.length, 0);
});

test('the record has neither a path of the home folder nor a secret, whatever is found', async (t) => {
  const stage = await setStage(t, { key: '' });
  const canary = 'CanaryQ7vX2mZp9LrT4wKc8NdF3hJb6YsG1uEaVo5iRk';
  const config = { providers: [{ id: 'kimi', apiKey: `sk-${canary}`, cookieHeader: canary }] };
  put(stage, 'my config.json', JSON.stringify(config));
  put(stage, '.kimi-code/credentials/kimi-code.json', `{"access_token":"${canary}"}`);
  put(stage, '.kimi/credentials/kimi-code.json', `{"access_token":"${canary}"}`);
  put(
    stage,
    '.local/share/opencode/auth.json',
    `{"kimi-for-coding":{"type":"api","key":"sk-${canary}"}}`,
  );
  put(stage, 'profile/cookies.sqlite', canary.repeat(9));
  put(
    stage,
    '.mozilla/firefox/profiles.ini',
    `[Profile0]\nName=${stage.home}\nIsRelative=0\nPath=${join(stage.home, 'profile')}\n`,
  );
  const env = {
    KIMIBAR_DATA_DIR: join(stage.home, 'data'),
    KIMIBAR_CONFIG: join(stage.home, 'my config.json'),
    KIMI_AUTH_TOKEN: `eyJ.${canary}`,
    KIMI_CODE_BASE_URL: '',
  };
  for (const HOME of [stage.home, `${stage.home}/`]) {
    const { stdout } = await stage.run(['doctor', '--json'], { env: { ...env, HOME } });
    const texts = textsIn(JSON.parse(stdout));
    assert.ok(texts.filter((text) => text.includes('~')).length >= 8, texts.join('\n'));
    assert.deepEqual(
      texts.filter((text) => text.includes(stage.home) || leaksOf(text, canary).length > 0),
      [],
    );
  }
});

/** Every text in a JSON value, keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key].concat(textsIn(inner)));
}

test('a sibling of the home folder is not abbreviated to ~', async (t) => {
  const stage = await setStage(t);
  const env = { HOME: join(stage.home, 'al'), KIMIBAR_DATA_DIR: join(stage.home, 'alice') };
  const { stdout } = await stage.run(['doctor', '--json'], { env });
  assert.equal((JSON.parse(stdout) as Report).dataFolder, join(stage.home, 'alice'));
});

test("only ASCII letters if the terminal can't show others", async (t) => {
  const { stdout } = await (await setStage(t)).run(['doctor'], { env: { TERM: 'dumb' } });
  assert.match(stdout, /^[ -~\n]+$/);
});

test('the report is in Chinese, the record in English', async (t) => {
  const stage = await setStage(t, { scenario: 'status-503' });
  assert.match((await stage.run(['doctor', '--lang', 'zh-CN'])).stdout, /\p{Script=Han}/u);
  const json = await stage.run(['doctor', '--json', '--lang', 'zh-CN']);
  assert.doesNotMatch(json.stdout, /\p{Script=Han}/u);
  assert.match(
    (JSON.parse(json.stdout) as Report).reading.message ?? '',
    /^Kimi had a server error \(503\)/,
  );
});

/** The report as text. It must contain neither the home folder's path nor a key. */
async function examine(stage: Stage, env: Record<string, string> = {}) {
  const run = await stage.run(['doctor'], { env });
  checkMasked(stage, run.stdout + run.stderr);
  return run;
}

async function examineJson(stage: Stage): Promise<{ report: Report; exitCode: number | null }> {
  const { stdout, stderr, exitCode } = await stage.run(['doctor', '--json']);
  checkMasked(stage, stdout + stderr);
  return { report: JSON.parse(stdout) as Report, exitCode };
}

function checkMasked({ home }: Stage, text: string): void {
  assert.ok(!text.includes(home), 'the home folder is shown as ~');
  assert.deepEqual(leaksOf(text, demoApiKey), []);
}

function put({ home }: Stage, name: string, text: string): void {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test('no line is longer than the terminal, and no command is cut', async (t) => {
  const stage = await setStage(t, { key: '' });
  for (const lang of ['en', 'zh-CN']) {
    const { stdout } = await stage.run(['doctor', '--lang', lang], { env: { COLUMNS: '80' } });
    for (const line of stdout.split('\n')) assert.ok(displayWidth(line) <= 80, line);
    assert.match(stdout, /(?:started:|向导：)\s*kimibar setup\b/);
  }
});

test('a Kimi Code key in KIMI_API_KEY is named, and never read', async (t) => {
  const stage = await setStage(t, { key: '' });
  const env = { KIMI_API_KEY: demoApiKey };
  const { exitCode, stderr } = await stage.run([], { env });
  assert.equal(exitCode, 1);
  assert.match(stderr, /\nKIMI_API_KEY holds a Kimi Code key, .+ KIMI_CODE_API_KEY\.\n$/);
  assert.match((await examine(stage, env)).stdout, /KIMI_API_KEY holds a Kimi Code key/);
  assert.equal(stage.simulator.requests.length, 0);
});
