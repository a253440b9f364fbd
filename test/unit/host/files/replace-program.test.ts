import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { replaceProgram } from '../../../../src/host/files/replace-program.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('on Windows the program is kept, as long as it may still run', (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'kimibar.exe');
  const names = (): readonly string[] => readdirSync(folder).toSorted();
  writeFileSync(path, '1');
  replaceProgram(path, Buffer.from('2'), 'win32');
  replaceProgram(path, Buffer.from('3'), 'win32');
  assert.deepEqual(names(), ['kimibar.exe', 'kimibar.exe.old']);
  assert.equal(readFileSync(`${path}.old`, 'utf8'), '2');
});

test('on Windows an older version that still runs is in no way', (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'kimibar.exe');
  writeFileSync(path, '2');
  // Cannot be removed, as a running program on Windows.
  mkdirSync(join(`${path}.old`, 'inside'), { recursive: true });
  replaceProgram(path, Buffer.from('3'), 'win32');
  assert.equal(readFileSync(path, 'utf8'), '3');
  const others = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  assert.deepEqual(
    others.map((name) => readFileSync(join(folder, name), 'utf8')),
    ['2'],
  );
});
