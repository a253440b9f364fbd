import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { loadSettings } from '../../../src/config/load-settings.ts';
import type { Env } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { failureOf } from '../../support/failure-of.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canary = 'sk-kimi-CANARY0123456789';

function hostIn(home: string, env: Env = {}) {
  return createNodeHost({
    env: { HOME: home, USERPROFILE: home, APPDATA: join(home, '.config'), ...env },
  });
}

const brokenFiles = [
  ['an empty file', '', 'config-syntax', '1:1 (expected a value)'],
  [
    'a trailing comma',
    '{\n  "version": 1,\n}',
    'config-syntax',
    '2:15 (expected no "," before "}")',
  ],
  [
    'a trailing comma in a list',
    '{"providers": [1, ]}',
    'config-syntax',
    '1:17 (expected no "," before "]")',
  ],
  ['a comment', '// mine\n{}', 'config-syntax', '1:1 (expected no comments)'],
  [
    'a cut-off file',
    `{"providers":[{"id":"kimi","apiKey":"${canary}"`,
    'config-syntax',
    `1:${37 + canary.length + 2} (expected "}")`,
  ],
  ['a cut-off text', `{"a":"${canary}`, 'config-syntax', '1:6 (expected a closing double quote)'],
  ['a missing comma', `{\r\n"a": "${canary}"\r\n"b": 1}`, 'config-syntax', '3:1 (expected ",")'],
  ['a name without quotes', '{a: 1}', 'config-syntax', '1:2 (expected a name in double quotes)'],
  ['a missing colon', '{"a" 1}', 'config-syntax', '1:6 (expected ":")'],
  ['a value that is none', `{"a": ${canary}}`, 'config-syntax', '1:7 (expected a value)'],
  ['text after the end', `{} ${canary}`, 'config-syntax', '1:4 (expected the end of the file)'],
  ['a wrong escape', '{"a":"\\x"}', 'config-syntax', '1:6 (expected a valid escape)'],
  [
    'a file in UTF-16',
    Buffer.from('\uFEFF{"version":1}', 'utf16le'),
    'config-syntax',
    '1:1 (expected UTF-8 text)',
  ],
  [
    'brackets without end',
    '['.repeat(500_000),
    'config-syntax',
    '1:1 (expected at most 100 levels)',
  ],
  ['a list', '[]', 'config-value', '1:1 (config: object)'],
  [
    'a wrong word',
    `{"providers":[\n  {"id":"kimi","source":"${canary}"}]}`,
    'config-value',
    '2:16 (providers[0].source: auto | api | cli | web)',
  ],
  [
    'a word for a switch',
    '{"providers":[{"id":"kimi","enabled":"yes"}]}',
    'config-value',
    '1:28 (providers[0].enabled: true | false)',
  ],
  [
    'a key that is a number',
    '{"providers":[{"id":"kimi","apiKey":123}]}',
    'config-value',
    '1:28 (providers[0].apiKey: string)',
  ],
  ['providers as an object', '{"providers":{}}', 'config-value', '1:2 (providers: array)'],
  ['a list as provider', '{"providers":[[]]}', 'config-value', '1:15 (providers[0]: object)'],
  ['a provider without id', '{"providers":[{}]}', 'config-value', '1:15 (providers[0].id: string)'],
  [
    'Kimi twice',
    '{"providers":[{"id":"kimi"},{"id":"kimi"}]}',
    'config-value',
    '1:2 (providers: one entry with the id kimi)',
  ],
  [
    'an account without name',
    '{"providers":[{"id":"kimi","accounts":[{}]}]}',
    'config-value',
    '1:40 (providers[0].accounts[0].name: string)',
  ],
  ['a wrong language', '{"language":"de"}', 'config-value', '1:2 (language: auto | en | zh-CN)'],
  [
    'wrong cadence',
    '{"refresh":{"cadence":2}}',
    'config-value',
    '1:13 (refresh.cadence: 1 | 5 | 15 | 30 | adaptive)',
  ],
  [
    'wrong threshold',
    '{"notifications":{"thresholds":[100]}}',
    'config-value',
    '1:33 (notifications.thresholds[0]: 1 to 99)',
  ],
  ['wrong port', '{"server":{"port":65536}}', 'config-value', '1:12 (server.port: 0 to 65535)'],
  [
    'wrong meters',
    '{"display":{"meters":"up"}}',
    'config-value',
    '1:13 (display.meters: left | used)',
  ],
  ['a wrong version', '{"version":"1"}', 'config-value', '1:2 (version: number)'],
  ['a huge file', ' '.repeat(1024 * 1024 + 1), 'config-unreadable', ' (larger than 1 MiB)'],
] as const;

for (const [title, content, code, where] of brokenFiles) {
  test(`${title} is rejected with its position and not overwritten`, async (t) => {
    const path = join(tempFolder(t), 'config.json');
    writeFileSync(path, content);
    const failure = await failureOf(loadSettings(hostIn('/nowhere'), { path }));
    assert.equal(failure.kind, 'invalid-config');
    assert.equal(failure.detail?.code, code);
    assert.equal(
      failure.detail?.subject,
      code === 'config-unreadable' ? `${path}${where}` : `${path}:${where}`,
    );
    assert.ok(
      !`${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`.includes('CANARY'),
      'quotes a value',
    );
    assertSame(readFileSync(path), Buffer.from(content));
  });
}

test('a folder instead of the file is reported', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  mkdirSync(path);
  const failure = await failureOf(loadSettings(hostIn('/nowhere'), { path }));
  assertSame(failure.detail, { code: 'config-unreadable', subject: `${path} (a folder)` });
});

test('a file without read permission is reported with the system’s error code', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{}');
  chmodSync(path, 0o000);
  const host = hostIn('/nowhere');
  const failure = await failureOf(
    loadSettings({ ...host, files: { ...host.files, readText: refuse } }, { path }),
  );
  assertSame(failure.detail, { code: 'config-unreadable', subject: `${path} (EACCES)` });
});

/** The superuser reads everything, so the refusal is played. */
function refuse(): never {
  throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
}
