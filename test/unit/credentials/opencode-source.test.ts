import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { createOpenCodeSource } from '../../../src/credentials/opencode-source.ts';
import type { Region } from '../../../src/domain/setting-choices.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';
import { inTemporaryHome } from '../../contract/credentials/temporary-home.ts';

const folder = '.local/share/opencode';
const api = (key: unknown) => ({ type: 'api', key });
const storing = (entry: unknown) => ({ stored: { 'kimi-for-coding': entry } });

type Case = {
  readonly stored?: unknown;
  readonly region?: Region | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly below?: string | undefined;
};

/** The token and its region, or the reason why there is none. */
async function find({ stored, region = 'auto', env, below = folder }: Case): Promise<string> {
  let said = '';
  await inTemporaryHome({}, async (home) => {
    if (stored !== undefined)
      home.write(
        `${below}/auth.json`,
        typeof stored === 'string' ? stored : JSON.stringify(stored),
      );
    const variables = Object.fromEntries(
      Object.entries(env ?? {}).map(([name, value]) => [name, value.replace('~', home.homeDir)]),
    );
    const before = home.picture();
    const source = createOpenCodeSource({ ...home.host, env: variables }, region);
    const finding = await source.find(quietAsk);
    assert.deepEqual(home.picture(), before, 'the file is never written');
    said =
      finding.kind === 'found'
        ? `${tokenOf(finding)} ${'region' in finding.credential && finding.credential.region}`
        : finding.reason;
    if (finding.kind === 'absent' && finding.reason !== 'overridden')
      assert.equal(finding.location, join(home.homeDir, folder, 'auth.json'));
  });
  return said;
}

test("each of OpenCode's plans brings its key and its region", async () => {
  const others = { anthropic: { type: 'oauth', access: 'x' }, moonshotai: api('sk-other') };
  const plan = (name: string) => ({ stored: { ...others, [name]: api(' sk-kimi-1\n') } });
  assert.equal(await find(plan('kimi-for-coding')), 'sk-kimi-1 mainland');
  assert.equal(await find(plan('kimi-code-plan-cn')), 'sk-kimi-1 mainland');
  assert.equal(await find(plan('kimi-code-plan-global')), 'sk-kimi-1 global');
  assert.equal(await find({ stored: others }), 'not-found');
});

test('a configured region leaves the keys of the other one out', async () => {
  const stored = {
    'kimi-code-plan-global': api('sk-kimi-global'),
    'kimi-code-plan-cn': api('sk-kimi-cn'),
  };
  assert.equal(await find({ stored }), 'sk-kimi-cn mainland');
  assert.equal(await find({ stored, region: 'global' }), 'sk-kimi-global global');
  assert.equal(await find({ stored, region: 'mainland' }), 'sk-kimi-cn mainland');
  const cn = { 'kimi-for-coding': api('sk-kimi-cn') };
  assert.equal(await find({ stored: cn, region: 'global' }), 'not-found');
});

test('every unusable file has its own reason', async () => {
  assert.equal(await find({}), 'not-found');
  for (const stored of ['', '{', '[]', '7', 'null'])
    assert.equal(await find({ stored }), 'unreadable', stored);
  for (const entry of [7, {}, { type: 'oauth', key: 'sk-kimi-1' }, api(7)])
    assert.equal(await find(storing(entry)), 'not-found', JSON.stringify(entry));
  assert.equal(await find(storing(api('sk-of-the-open-platform'))), 'open-platform-key');
  assert.equal(await find(storing(api('sk-kimi- two words'))), 'unusable-key');
});

test('the data folder may be elsewhere', async () => {
  const stored = { 'kimi-for-coding': api('sk-kimi-1') };
  const env = { XDG_DATA_HOME: '~/data' };
  assert.equal(await find({ stored, env, below: 'data/opencode' }), 'sk-kimi-1 mainland');
  assert.equal(await find({ stored, env: { XDG_DATA_HOME: 'relative' } }), 'sk-kimi-1 mainland');
});

test('with a custom Kimi URL the key is not used: it belongs to another host', async () => {
  const stored = { 'kimi-for-coding': api('sk-kimi-1') };
  const env = { KIMI_CODE_BASE_URL: 'https://proxy.example' };
  assert.equal(await find({ stored, env }), 'overridden');
});
