import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test, { type TestContext } from 'node:test';
import { configSet, configUnset } from '../../../../src/cli/commands/config/set-setting.ts';
import { configShow } from '../../../../src/cli/commands/config/show.ts';
import { settable, settingsTable, unsettable } from '../../../../src/config/settings-table.ts';
import { assertSame } from '../../../support/assert-same.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { configWith, sampleOf } from '../../../support/setting-samples.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function homeWith(t: TestContext, config: unknown): string {
  const home = tempFolder(t);
  mkdirSync(dirname(configFileIn(home)), { recursive: true });
  writeFileSync(configFileIn(home), JSON.stringify(config));
  return home;
}

async function shown(home: string, format: 'text' | 'json'): Promise<string> {
  const run = recordedContext(home);
  await configShow(run.ctx, { format });
  return run.stdout();
}

for (const row of settable.filter(({ fromStdin }) => fromStdin !== true)) {
  const { json, text = '' } = sampleOf(row);

  test(`set stores ${row.name}, show prints it, unset removes it`, async (t) => {
    const home = homeWith(t, { mine: 1 });
    const run = recordedContext(home);
    // Case does not matter in names and in the words of a choice.
    const value = row.isChoice === true ? text.toUpperCase() : text;
    await configSet(run.ctx, { name: row.name.toUpperCase(), value: ` ${value} ` });
    assert.equal(run.stdout(), `Config: ${row.name} is now ${text}\n`);
    const file = (): unknown => JSON.parse(readFileSync(configFileIn(home), 'utf8'));
    assert.deepEqual(file(), { mine: 1, ...configWith(row, json) });
    const { settings } = JSON.parse(await shown(home, 'json'));
    assert.deepEqual(settings[row.name], {
      value: typeof json === 'boolean' ? json : text,
      origin: 'file',
    });
    await configUnset(run.ctx, { name: row.name });
    assertSame(file(), { mine: 1, ...configWith(row, undefined) });
  });

  test(`set rejects an invalid ${row.name} and lists what it takes`, async (t) => {
    const { ctx } = recordedContext(tempFolder(t));
    const { detail } = await failureOf(configSet(ctx, { name: row.name, value: 'CANARY !' }));
    const use = row.examples.length === 1 ? 'Use' : 'Use one of';
    assert.equal(
      detail?.subject,
      `Invalid value for ${row.name}. ${use}: ${row.examples.join(', ')}.`,
    );
  });
}

for (const row of unsettable.filter(({ change }) => change === 'unset')) {
  test(`unset removes ${row.name}, set does not take it`, async (t) => {
    const home = homeWith(t, configWith(row, sampleOf(row).json));
    const { ctx } = recordedContext(home);
    const { kind } = await failureOf(configSet(ctx, { name: row.name, value: 'x' }));
    assert.equal(kind, 'invalid-arguments');
    await configUnset(ctx, { name: row.name });
    assert.doesNotMatch(readFileSync(configFileIn(home), 'utf8'), /CANARY/);
  });
}

for (const row of settable.filter(({ fromStdin }) => fromStdin === true)) {
  test(`set takes ${row.name} from stdin only, and prints its last characters`, async (t) => {
    const { json } = sampleOf(row);
    const home = tempFolder(t);
    const { ctx } = recordedContext(home);
    for (const value of [String(json), '-', ''])
      assert.match(
        (await failureOf(configSet(ctx, { name: row.name, value }))).detail?.subject ?? '',
        new RegExp(`^Pipe the value.* kimibar config set ${row.name} - `),
      );
    const piped = recordedContext(home, { stdin: `${json}\n` });
    await configSet(piped.ctx, { name: row.name, value: '-' });
    assert.equal(piped.stdout(), `Config: ${row.name} is now …9x7z\n`);
    assertSame(JSON.parse(readFileSync(configFileIn(home), 'utf8')), {
      version: 1,
      ...configWith(row, json),
    });
    await configUnset(ctx, { name: row.name });
    assert.doesNotMatch(readFileSync(configFileIn(home), 'utf8'), /CANARY/);
  });
}

for (const row of settingsTable.filter(
  ({ isSecret, name }) => isSecret === true || name === 'accounts',
)) {
  test(`show prints of ${row.name} only the last characters`, async (t) => {
    const home = homeWith(t, configWith(row, sampleOf(row).json));
    for (const format of ['text', 'json'] as const) {
      const output = await shown(home, format);
      assert.match(output, /…9x7z/);
      assert.doesNotMatch(output, /CANARY/);
    }
  });
}

test('a mistyped value or name is answered with the one that was probably meant', async (t) => {
  const { ctx } = recordedContext(tempFolder(t));
  const refused = async (name: string, value: string): Promise<string | undefined> =>
    (await failureOf(configSet(ctx, { name, value }))).detail?.subject;
  assert.equal(
    await refused('tray.colour', 'alwys'),
    'Invalid value for tray.colour. Did you mean always? Use one of: alert, always, never.',
  );
  assert.match((await refused('language', 'zh-CM')) ?? '', /Did you mean zh-CN\?/);
  assert.match(
    (await refused('tray.color', 'always')) ?? '',
    /^Unknown setting tray\.color\. Did you mean tray\.colour\? Use one of: /,
  );
  const unknown = await failureOf(configUnset(ctx, { name: 'server.tokn' }));
  assert.match(unknown.detail?.subject ?? '', /Did you mean server\.token\?/);
});
