import assert from 'node:assert/strict';
import { chmodSync, chownSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { mayOthersReplaceProgram } from '../../../../src/host/files/safe-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

test(
  'others can replace a program if they can write to it, its folder, or a link that leads to it',
  { skip: noFileRights },
  (t) => {
    const [folder, linkFolder] = [tempFolder(t), tempFolder(t)];
    const program = join(folder, 'program');
    writeFileSync(program, '');
    const link = join(linkFolder, 'link');
    symlinkSync(program, link);
    chmodSync(program, 0o755);
    for (const path of [program, link, process.execPath, join(folder, 'missing')])
      assert.equal(mayOthersReplaceProgram(path), false, path);

    for (const [path, mode, safe] of [
      [program, 0o757, 0o755],
      [program, 0o1757, 0o755],
      [folder, 0o707, 0o700],
    ] as const) {
      chmodSync(path, mode);
      assert.equal(mayOthersReplaceProgram(program), true, path);
      assert.equal(mayOthersReplaceProgram(link), true, path);
      chmodSync(path, safe);
    }
    chmodSync(linkFolder, 0o777);
    assert.equal(mayOthersReplaceProgram(link), true);
    assert.equal(mayOthersReplaceProgram(program), false);
    chmodSync(linkFolder, 0o1777);
    assert.equal(mayOthersReplaceProgram(link), false);
  },
);

test(
  'a program of another user or of a shared group is replaceable',
  { skip: noFileRights || (process.getuid?.() !== 0 && 'only root can give things away') },
  (t) => {
    const program = join(tempFolder(t), 'program');
    writeFileSync(program, '');
    chownSync(program, 65_534, 65_534);
    assert.equal(mayOthersReplaceProgram(program), true);
    chownSync(program, 0, 65_534);
    assert.equal(mayOthersReplaceProgram(program), false);
    chmodSync(program, 0o775);
    assert.equal(mayOthersReplaceProgram(program), true);
  },
);
