import assert from 'node:assert/strict';
import { chmodSync, chownSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

/** File modes do not stop root, so root runs the program as another user. */
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const isClosedToOthers =
  isRoot && [programPath, process.execPath].some((path) => !othersReach(dirname(path)));

function othersReach(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (dirname(folder) === folder || othersReach(dirname(folder)));
}

test('without a data folder it still shows the card, and one line says why the next run requests again', async (t) => {
  const stage = await setStage(t);
  // A folder inside a file: impossible even for root.
  const file = join(stage.home, 'file');
  writeFileSync(file, '');
  const env = { KIMIBAR_DATA_DIR: join(file, 'data') };
  const { exitCode, stdout, stderr } = await stage.run([], { env });
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Kimi Code · Allegretto/);
  assert.equal(
    stderr,
    "Can't write to the data folder, so nothing is cached. Set KIMIBAR_DATA_DIR to a folder you own.\n",
  );
  const chinese = await stage.run(['--lang', 'zh-CN'], { env });
  assert.match(chinese.stderr, /^数据目录无法写入，.+\n$/);
  for (const flag of ['--json', '--json-only']) {
    const json = await stage.run(['usage', flag], { env });
    assert.deepEqual([json.exitCode, json.stderr], [0, '']);
    assert.equal(readUsageArray(json.stdout).length, 1);
  }
});

test(
  'a home that is read-only',
  { skip: isClosedToOthers && 'root may write everywhere, and nobody else may read this checkout' },
  async (t) => {
    const stage = await setStage(t);
    if (isRoot) chownSync(stage.home, nobody, nobody);
    chmodSync(stage.home, 0o500);
    // Undone before the clean-up, which deletes the folder.
    const run = await stage
      .run([], isRoot ? { uid: nobody } : {})
      .finally(() => chmodSync(stage.home, 0o700));
    assert.equal(run.exitCode, 0, run.stderr);
    assert.match(run.stdout, /^Kimi Code · Allegretto/);
    assert.match(run.stderr, /^Can't write to the data folder/);
  },
);
