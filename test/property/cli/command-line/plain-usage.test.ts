import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { parseArguments } from '../../../../src/cli/command-line/parse-arguments.ts';
import { readPlainUsage, type PlainUsage } from '../../../../src/cli/command-line/plain-usage.ts';
import { buildProgram } from '../../../../src/cli/command-line/program.ts';
import { usageWish, type UsageFlags } from '../../../../src/cli/command-line/usage-flags.ts';
import { en } from '../../../../src/present/messages/en.ts';

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

/** What the whole command line makes of it. Throws where it would complain, help or run something else. */
function readWhole(argv: readonly string[]): PlainUsage {
  const parsed = parseArguments(argv, en);
  const program = buildProgram(argv, en, () => {}).parse(argv, { from: 'user' });
  const usage = program.commands.find((command) => command.name() === 'usage');
  assert.ok(parsed.kind === 'run' && usage !== undefined);
  return {
    common: parsed.common,
    wish: usageWish(usage.opts<UsageFlags>(), usage.getOptionValueSource('maxAge') !== 'default'),
  };
}

test('what is read without the whole command line means the same with it', () => {
  let plain = 0;
  fc.assert(
    fc.property(commandLine, (argv) => {
      const short = readPlainUsage(argv, en);
      if (short === undefined) return;
      plain += 1;
      const long = readWhole(argv);
      assert.deepEqual(short.wish, long.wish);
      const { color, config, verbose = false } = long.common;
      assert.deepEqual(
        [short.common.color, short.common.config, short.common.verbose],
        [color, config, verbose],
      );
    }),
    { numRuns: 2_000 },
  );
  assert.ok(plain > 200, `only ${plain} of them were plain`);
});
