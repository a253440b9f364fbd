import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import * as fc from 'fast-check';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { updateConfigFile } from '../../../src/config/save-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { runs } from '../../support/property-runs.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { configBytes } from './wild-configs.ts';

test('a broken config file is named with line and column and never overwritten', async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'config.json');
  const host = createNodeHost({ env: {} });
  await fc.assert(
    fc.asyncProperty(configBytes, async (bytes) => {
      writeFileSync(path, bytes);
      const loadFailure = await failureOf(loadSettings(host, { path }));
      const saveFailure = await failureOf(
        updateConfigFile(host, path, () => [{ keys: ['language'], value: 'en' }]),
      );
      for (const failure of [loadFailure, saveFailure])
        if (failure !== undefined) checkPosition(failure, path);
      const after = readFileSync(path);
      if (saveFailure !== undefined) assert.ok(after.equals(bytes), 'a broken file is overwritten');
      else assert.equal(languageIn(after), 'en');
      assert.deepEqual(readdirSync(folder), ['config.json']);
    }),
    runs(300),
  );
});

async function failureOf(work: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Failure, `not a failure: ${String(error)}`);
    return error;
  }
}

function checkPosition({ kind, detail, message }: Failure, path: string): void {
  assert.equal(kind, 'invalid-config');
  const subject = detail?.subject ?? '';
  assert.ok(subject.startsWith(path), subject);
  assert.match(subject.slice(path.length), /^:\d+:\d+ \(.+\)$/);
  assert.doesNotMatch(subject + message, /CANARY/);
}

function languageIn(bytes: Buffer): string {
  return (JSON.parse(bytes.toString().replace(/^\uFEFF/, '')) as { language: string }).language;
}
