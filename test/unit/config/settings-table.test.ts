import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { findConfigProblems } from '../../../src/config/config-problems.ts';
import { nest, valueAt } from '../../../src/config/json-path.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { updateConfigFile } from '../../../src/config/save-settings.ts';
import { checkPatch, patchChanges } from '../../../src/config/settings-patch.ts';
import { settingPath, settingsTable } from '../../../src/config/settings-table.ts';
import { viewSettings } from '../../../src/config/settings-view.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { Env } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { assertSame } from '../../support/assert-same.ts';
import { failureOf } from '../../support/failure-of.ts';
import { configWith, sampleOf, secretSample } from '../../support/setting-samples.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const inFile = settingsTable.filter(({ home }) => home !== 'environment');
const onPage = settingsTable.flatMap((row) =>
  row.page === undefined ? [] : { row, path: row.page.split('.') },
);

function fileWith(t: TestContext, config: unknown): string {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
}

function load(path: string, env: Env = {}) {
  return loadSettings(createNodeHost({ env }), { path });
}

function opened(value: unknown): unknown {
  return value instanceof Secret ? value.open() : value;
}

test('no two settings share a name, a variable or a path on the page', () => {
  for (const key of ['name', 'variable', 'page'] as const) {
    const used = settingsTable.map((row) => row[key]).filter((value) => value !== undefined);
    assert.deepEqual(used, [...new Set(used)], key);
  }
});

for (const row of inFile) {
  const path = settingPath(row);

  test(`${row.name} is read from the file, its default without one`, async (t) => {
    const { json } = sampleOf(row);
    const set = await load(fileWith(t, configWith(row, json)));
    assert.deepEqual(set.origins[row.name], { from: 'file' });
    assertSame(opened(valueAt(set.settings, path)), opened(row.read(json)));
    for (const absent of [{}, configWith(row, null)]) {
      const unset = await load(fileWith(t, absent));
      assert.deepEqual(unset.origins[row.name], { from: 'default' });
      assertSame(valueAt(unset.settings, path), row.read(row.default));
      assert.notDeepEqual(valueAt(unset.settings, path), valueAt(set.settings, path));
    }
  });

  test(`an invalid ${row.name} is reported by its path without its value`, async (t) => {
    const file = fileWith(t, configWith(row, { from: { secretSample } }));
    const { detail } = await failureOf(load(file));
    assert.equal(detail?.code, 'config-value');
    assert.match(detail.subject ?? '', new RegExp(`:1:\\d+ \\([\\w[\\].]*${row.name}\\b`));
    assert.doesNotMatch(detail.subject ?? '', /CANARY/);
    const [problem] = await findConfigProblems(readFileSync(file, 'utf8'));
    assert.equal(problem?.issue.code, 'value');
  });
}

for (const row of settingsTable.filter(({ variable }) => variable !== undefined)) {
  test(`${row.variable} wins over the file for ${row.name}`, async (t) => {
    const variable = row.variable ?? '';
    const text = row.isChoice === true ? (row.examples.at(-1) ?? '') : 'https://from.example/env';
    const path = fileWith(t, row.home === 'environment' ? {} : configWith(row, sampleOf(row).json));
    const { settings, origins } = await load(path, { [variable]: ` "${text}" ` });
    assert.deepEqual(origins[row.name], { from: 'environment', variable });
    assert.equal(opened(valueAt(settings, settingPath(row))), text);
    assert.deepEqual((await load(path, { [variable]: ' ' })).origins[row.name], {
      from: row.home === 'environment' ? 'default' : 'file',
    });
  });
}

for (const { row, path } of onPage) {
  test(`a patch changes ${row.name} in the file and in the page’s view`, async (t) => {
    const { json } = sampleOf(row);
    const file = fileWith(t, { mine: 1 });
    const patch = checkPatch(nest([[path, json]]));
    await updateConfigFile(createNodeHost({ env: {} }), file, (config) =>
      patchChanges(config, patch),
    );
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
      mine: 1,
      ...configWith(row, json),
    });
    const view = viewSettings((await load(file)).settings);
    const expected = row.isSecret === true ? { set: true, hint: '…9x7z' } : json;
    assert.deepEqual(valueAt(view, path), expected);
  });

  test(`a patch with an invalid ${row.name} is rejected by its path`, () => {
    const invalid = { from: '22:00', to: '08:00', CANARY: secretSample };
    assert.throws(() => checkPatch(nest([[path, invalid]])), {
      kind: 'invalid-arguments',
      message: `invalid settings: ${row.page}`,
    });
  });

  test(`null in a patch removes ${row.name} only if it may be absent`, async (t) => {
    const patch = nest([[path, null]]);
    if (row.default !== undefined) {
      assert.throws(() => checkPatch(patch), { kind: 'invalid-arguments' });
      return;
    }
    const file = fileWith(t, configWith(row, sampleOf(row).json));
    await updateConfigFile(createNodeHost({ env: {} }), file, (config) =>
      patchChanges(config, checkPatch(patch)),
    );
    assert.deepEqual((await load(file)).origins[row.name], { from: 'default' });
  });
}

test('settings that the page does not edit are rejected in a patch', () => {
  for (const row of settingsTable.filter(({ page }) => page === undefined))
    assert.throws(() => checkPatch(nest([[row.name.split('.'), 'x']])), {
      kind: 'invalid-arguments',
    });
});
