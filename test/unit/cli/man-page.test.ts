import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { manPage } from '../../../src/cli/man-page.ts';
import { program } from '../../../src/cli/table/program.ts';

const page = manPage(program, { version: '1.2.3', day: '2026-01-06' });

test('it begins with the lines that man and whatis read', () => {
  assert.match(
    page,
    /^\.TH KIMIBAR 1 2026-01-06 "kimibar 1\.2\.3"\n\.SH NAME\nkimibar \\- How much .+[^.]\n/,
  );
});

test('every listed command is in it with its subcommands; hidden ones are not', () => {
  for (const { name, isHidden } of program.commands ?? []) {
    if (isHidden !== true) assert.match(page, new RegExp(`^\\.SS ${name}( |$)`, 'm'));
  }
  assert.match(page, /^\.SS config set\\-api\\-key$/m);
  assert.match(page, /^\.SS statusline install <target>$/m);
  assert.doesNotMatch(page, /^\.SS complete/m);
});

test('flags have their values and defaults; common flags are listed once', () => {
  assert.match(
    page,
    /^\.B \\-\\-max\\-age <seconds>\nAccept cached usage up to this many seconds old \(default: 30\)\.$/m,
  );
  assert.match(page, /^Output format \(one of: text, json, toon; default: text\)\.$/m);
  assert.equal(page.split('.B \\-\\-lang <language>').length, 2);
});

test('mandoc accepts it', (t) => {
  const { error, status, stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning'], {
    input: page,
    encoding: 'utf8',
  });
  if (error !== undefined) return t.skip('no mandoc here');
  assert.deepEqual([status, stdout], [0, '']);
});
