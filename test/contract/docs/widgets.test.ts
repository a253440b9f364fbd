import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { contractVersion } from '../../../src/cli/codexbar/codexbar-flags.ts';
import { parseCommandLine } from '../../../src/cli/command-line/parse.ts';
import { program } from '../../../src/cli/table/program.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'widgets.md'), 'utf8');
const testFolder = join(root, 'test', 'e2e', 'codexbar');
const tests = readdirSync(testFolder)
  .map((name) => readFileSync(join(testFolder, name), 'utf8'))
  .join('\n');

const lines = [...page.matchAll(/`codexbar ([^`]+)`/g)]
  .map(([, line = '']) => line)
  .filter((line) => line.includes(' ') || line.startsWith('-'));

test('every command line on the page is run by a test', () => {
  assert.ok(lines.length > 20);
  for (const line of lines) {
    // The test puts the path of a temporary file here.
    const start = line.replace(/ FILE$/, '');
    const words = `'${start.split(' ').join("', '")}'`;
    assert.ok(tests.includes(start) || tests.includes(words), line);
  }
});

test('every command line on the page is accepted', () => {
  for (const line of lines) {
    const { kind } = parseCommandLine(program, ['codexbar', ...line.split(' ')]);
    assert.equal(kind, line === '--version' ? 'version' : 'run', line);
  }
});

test('every client that a test names is on the page', () => {
  const clients = [
    ...tests.matchAll(/^ {2}'([\w-]+\/[\w-]+)(?:, [^']*)?':|test\('([\w-]+\/[\w-]+):/gm),
  ];
  assert.ok(clients.length > 10);
  for (const [, key, title] of clients) assert.ok(page.includes(key ?? title ?? ''), key ?? title);
});

test('the page names the release whose contract is kept', () => {
  assert.ok(page.includes(`as of CodexBar ${contractVersion}.`));
});
