import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { parseCommandLine } from '../../../../src/cli/command-line/parse.ts';
import { program } from '../../../../src/cli/table/program.ts';
import { usageProgram } from '../../../../src/cli/table/usage.ts';
import { runs } from '../../../support/property-runs.ts';

const flag = fc.constantFrom(
  '--json',
  '--json-only',
  '--pretty',
  '--refresh',
  '--all-accounts',
  '--no-color',
  '-v',
  '--verbose',
  '-h',
);
const name = fc.constantFrom(
  '--format',
  '--provider',
  '--source',
  '--account',
  '--max-age',
  '--timeout',
  '--config',
  '--lang',
);
const value = fc.constantFrom(
  'text',
  'json',
  'toon',
  'kimi',
  'api',
  'cli',
  'auto',
  '30',
  '0.5',
  '-1',
  '',
  'zh-CN',
  'work',
  '--json',
);
const part = fc.oneof(
  fc
    .oneof(
      flag,
      name,
      value,
      fc.constantFrom('--', '-', 'usage', 'doctor'),
      fc.string({ maxLength: 4 }),
    )
    .map((word) => [word]),
  fc.tuple(name, value),
  fc.tuple(name, value).map((words) => [words.join('=')]),
);
const commandLine = fc
  .tuple(fc.constantFrom([], ['usage']), fc.array(part, { maxLength: 5 }))
  .map(([command, parts]) => [command, ...parts].flat());

test('a usage that is parsed without the other commands means the same with them', () => {
  let plain = 0;
  fc.assert(
    fc.property(commandLine, (argv) => {
      const short = parseCommandLine(usageProgram, argv);
      if (short.kind !== 'run') return;
      plain += 1;
      assert.deepEqual(parseCommandLine(program, argv), short);
    }),
    runs(2_000),
  );
  assert.ok(plain > 200, `only ${plain} of them were plain`);
});
