import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runDump } from '../../../../src/cli/codexbar/dump.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('what the config holds does not control the terminal', async (t) => {
  const configPath = join(tempFolder(t), 'config.json');
  const text = 'x\u009B31m\u202Ey';
  writeFileSync(configPath, JSON.stringify({ export: { host: text } }), { mode: 0o600 });
  const { ctx, stdout } = recordedContext(tempFolder(t), { configPath });
  assert.equal(await runDump(ctx, { showSecrets: false, pretty: false }), 0);
  const dump = JSON.parse(stdout()) as { readonly export: unknown };
  assert.deepEqual(dump.export, { host: text });
  assert.doesNotMatch(stdout().trimEnd(), /[\p{Cc}\p{Cf}]/u);
});
