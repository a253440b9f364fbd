import assert from 'node:assert/strict';
import test from 'node:test';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { parseCommandLine, parseFor } from '../../../../src/cli/command-line/parse.ts';
import { path } from '../../../../src/cli/command-line/value-types.ts';
import {
  statusLineArguments,
  statusLineFlags,
} from '../../../../src/cli/statusline/status-line-flags.ts';
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

test('a plain usage parses the same with the other commands as without them', () => {
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

const switches = ['json', 'json-only', 'pretty', 'refresh', 'all-accounts', 'no-color', 'help'];
const texts = ['format', 'provider', 'source', 'account', 'max-age', 'timeout', 'config', 'lang'];
const nodeOptions = {
  ...Object.fromEntries(switches.map((option) => [option, { type: 'boolean' as const }])),
  ...Object.fromEntries(texts.map((option) => [option, { type: 'string' as const }])),
  verbose: { type: 'boolean' as const, short: 'v' },
};

/** What Node's own parser makes of a command line; undefined if it rejects it. */
function parseWithNode(
  args: readonly string[],
): Readonly<Record<string, string | boolean | undefined>> | undefined {
  try {
    return parseArgs({ args: [...args], options: nodeOptions, allowPositionals: false }).values;
  } catch {
    return undefined;
  }
}

test("flags and values are told apart as by Node's own parser", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const argv = parts.flat();
      const node = parseWithNode(argv);
      const own = parseCommandLine(usageProgram, argv);
      if (node === undefined) return;
      if (own.kind === 'problem') return assert.equal(own.problem.kind, 'invalid-value');
      if (own.kind !== 'run') return assert.equal(own.kind === 'help', node['help'] === true);
      compared += 1;
      const { json, jsonOnly, pretty, refresh, allAccounts, color, verbose } = own.values;
      assert.deepEqual(
        [json, jsonOnly, pretty, refresh, allAccounts, !color, verbose],
        [...switches.slice(0, -1), 'verbose'].map((option) => node[option] === true),
      );
      for (const option of ['account', 'lang']) assert.equal(own.values[option], node[option]);
      // A path is resolved at once.
      const { config } = node;
      assert.equal(own.values.config, typeof config === 'string' ? path.parse(config) : undefined);
    }),
    runs(2_000),
  );
  assert.ok(compared > 200, `only ${compared} were valid`);
});

const linePart = fc.oneof(
  fc.constantFrom(['--no-refresh'], ['--no-color'], ['-v'], ['install'], ['--json']),
  fc
    .tuple(
      fc.constantFrom('--width', '--format', '--config', '--lang'),
      fc.constantFrom('20', '', 'x', 'zh'),
    )
    .map(([option, typed]) => [option, typed]),
);

test('a status line parses the same in its own bundle and in the whole program', () => {
  const line = { name: 'statusline', arguments: statusLineArguments, flags: statusLineFlags };
  let parsed = 0;
  fc.assert(
    fc.property(fc.array(linePart, { maxLength: 4 }), (parts) => {
      const words = ['tmux', ...parts.flat()];
      const values = parseFor(line, words);
      if (values === undefined) return;
      parsed += 1;
      const whole = parseCommandLine(program, ['statusline', ...words]);
      assert.deepEqual(whole.kind === 'run' && whole.values, values);
    }),
    runs(2_000),
  );
  assert.ok(parsed > 200, `only ${parsed} were valid`);
});
