import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { setStage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

/**
 * Arguments, and the one line they get: the offending word with the allowed values, or where to
 * look.
 */
const mistakes: readonly (readonly [string, string])[] = [
  ['--frobnicate', 'Unknown option --frobnicate. For a list, run: kimibar --help'],
  ['-x', 'Unknown option -x. For a list, run: kimibar --help'],
  ['usage -vx', 'Unknown option -x. For a list, run: kimibar usage --help'],
  ['usage --sorce api', 'Unknown option --sorce. Did you mean --source?'],
  ['config show --no-colr', 'Unknown option --no-colr. Did you mean --no-color?'],
  ['doctor --pretty', 'Unknown option --pretty. For a list, run: kimibar doctor --help'],
  ['demo history -x', 'Unknown option -x. For a list, run: kimibar demo history --help'],
  ['usge', 'Unknown command "usge". Did you mean usage?'],
  ['frobnicate', 'Unknown command "frobnicate". For a list, run: kimibar --help'],
  ['config frobnicate', 'Unknown command "frobnicate". For a list, run: kimibar config --help'],
  ['config sett source auto', 'Unknown command "sett". Did you mean set?'],
  ['help nonsense', 'Unknown command "nonsense". For a list, run: kimibar --help'],
  ['usage --timeout', 'Missing value for --timeout <seconds>'],
  [
    'usage --timeout soon',
    'Invalid value "soon" for --timeout. Allowed: a number of seconds from 0.1 to 3600',
  ],
  [
    'usage --timeout 0',
    'Invalid value "0" for --timeout. Allowed: a number of seconds from 0.1 to 3600',
  ],
  [
    'usage --max-age -1',
    'Invalid value "-1" for --max-age. Allowed: a number of seconds from 0 to 31536000',
  ],
  [
    'usage --max-age 1e99',
    'Invalid value "1e99" for --max-age. Allowed: a number of seconds from 0 to 31536000',
  ],
  [
    'usage --max-age=',
    'Invalid value "" for --max-age. Allowed: a number of seconds from 0 to 31536000',
  ],
  ['resume --prompt=', 'Invalid value "" for --prompt. Allowed: a text that is not empty'],
  ['usage --format xml', 'Invalid value "xml" for --format. Allowed: text, json, toon'],
  ['--format XML', 'Invalid value "XML" for --format. Allowed: text, json, toon'],
  ['usage --source desktop', 'Invalid value "desktop" for --source. Allowed: auto, api, cli, web'],
  ['usage --provider openai', 'Invalid value "openai" for --provider. Allowed: kimi'],
  ['usage --lang fr', 'Invalid value "fr" for --lang. Allowed: en, zh-CN'],
  [
    'usage --account nobody',
    'No account named nobody. Add it with: kimibar accounts add nobody --stdin',
  ],
  ['--config /nope/config.json', 'There is no config file at /nope/config.json.'],
  ['doctor --config /nope/config.json', 'There is no config file at /nope/config.json.'],
  ['guard --config=/nope/config.json', 'There is no config file at /nope/config.json.'],
  ['config show --config /nope/config.json', 'There is no config file at /nope/config.json.'],
  ['config unset source --config /nope/c.json', 'There is no config file at /nope/c.json.'],
  ['serve --config /nope/config.json', 'There is no config file at /nope/config.json.'],
  ['serve install --config /nope/config.json', 'There is no config file at /nope/config.json.'],
  [
    'statusline install tmux --config /nope/config.json',
    'There is no config file at /nope/config.json.',
  ],
  ['metrics --help', 'Unknown command "metrics". For a list, run: kimibar --help'],
  ['config shw --help', 'Unknown command "shw". Did you mean show?'],
  ['vers', 'Unknown command "vers". For a list, run: kimibar --help'],
  ['tray --color', 'Missing value for --colour <choice>'],
  ['tray --color mauve', 'Invalid value "mauve" for --colour. Allowed: alert, always, never'],
  [
    'guard --window week',
    'Invalid value "week" for --window. Did you mean weekly? Allowed: session, weekly, monthly, code-weekly, any',
  ],
  [
    'history --window week',
    'Invalid value "week" for --window. Did you mean weekly? Allowed: session, weekly, monthly, code-weekly, rate-1440',
  ],
  [
    'config set notifications.quietHours 22:00-22:00',
    'Invalid value for notifications.quietHours. Use: 22:00-08:00.',
  ],
  [
    'config set notifications.quietHours 9:00-09:00',
    'Invalid value for notifications.quietHours. Use: 22:00-08:00.',
  ],
  ['usage now', 'Unexpected argument "now"'],
  ['doctor me', 'Unexpected argument "me"'],
  ['config path here', 'Unexpected argument "here"'],
  ['config set-source', 'Missing argument <source>. Allowed: auto, api, cli, web'],
  ['completion', 'Missing argument <shell>. Allowed: bash, zsh, fish, powershell'],
  ['completion tcsh', 'Invalid value "tcsh" for <shell>. Allowed: bash, zsh, fish, powershell'],
  ['config set server.port x', 'Invalid value for server.port. Use: 0 to 65535.'],
  ['config set source', 'Missing argument <value>'],
  ['config set source psychic', 'Invalid value for source. Use one of: auto, api, cli, web.'],
  ['config show --format toon', 'Unknown format toon. Use text or json.'],
  [
    'config set-api-key --provider openai --stdin',
    'Unknown or missing provider. Use --provider kimi.',
  ],
  [
    'config set-api-key --provider kimi',
    'Missing API key. Pass --api-key <key> or pipe it with --stdin.',
  ],
  [
    'config set-api-key --provider kimi --api-key sk-0123456789abcdef',
    'This is an Open Platform key; Kimi Code does not accept it. Create a Kimi Code key (sk-kimi-…) in the Kimi Code Console and use that one.',
  ],
  [
    'config set-api-key --provider kimi --stdin --api-key k',
    'Use either --api-key or --stdin, not both.',
  ],
];

suite('a mistake gets one helpful line, exit code 64, and no request', { concurrency: 3 }, () => {
  for (const [typed, line] of mistakes) {
    test(typed, async (t) => {
      const stage = await setStage(t);
      const args = typed.split(' ');
      const plain = await stage.run(args);
      assert.deepEqual(plain, { exitCode: 64, stdout: '', stderr: `${line}\n` });
      assert.equal(stage.simulator.requests.length, 0);
    });
  }
});

test('with JSON requested, a mistake is a record as well, in English whatever the language', async (t) => {
  const stage = await setStage(t);
  for (const typed of [
    'usage --json --bogus',
    '--bogus --format=json',
    'usage --format json --bogus',
    '--json-only --bogus',
  ]) {
    const english = await stage.run(typed.split(' '));
    const of = typed.startsWith('usage') ? 'kimibar usage' : 'kimibar';
    const message = `Unknown option --bogus. For a list, run: ${of} --help`;
    const record = { provider: 'cli', source: 'cli', error: { code: 64, kind: 'args', message } };
    assert.deepEqual(english, {
      exitCode: 64,
      stdout: `${JSON.stringify([record])}\n`,
      stderr: `${message}\n`,
    });
    const chinese = await stage.run([...typed.split(' '), '--lang', 'zh-CN']);
    assert.equal(chinese.stdout, english.stdout);
    assert.match(chinese.stderr, /--bogus/);
    assert.match(chinese.stderr, /\p{Script=Han}/u);
  }
  const account = await stage.run(['--account', 'nobody', '--json', '--lang', 'zh']);
  assert.match(readUsageArray(account.stdout)[0]?.error?.message ?? '', /^No account named nobody/);
});

test('a command that saves a setting creates the file of --config', async (t) => {
  const stage = await setStage(t);
  const path = join(stage.home, 'own', 'config.json');
  const set = await stage.run(['config', 'set', 'display.meters', 'used', '--config', path]);
  assert.deepEqual([set.exitCode, set.stderr], [0, '']);
  assert.equal((await stage.run(['--config', path, '--json'])).exitCode, 0);
});

test('the version can be requested in several ways', async (t) => {
  const stage = await setStage(t);
  const version = await stage.run(['--version']);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  for (const word of ['-V', 'version']) assert.deepEqual(await stage.run([word]), version);
});

test('options with colour are accepted in either spelling', async (t) => {
  const stage = await setStage(t);
  const env = { FORCE_COLOR: '1' };
  assert.ok(!(await stage.run(['--no-colour'], { env })).stdout.includes('\u001B'));
});

test('flags can come before a command or after it', async (t) => {
  const stage = await setStage(t);
  for (const args of [
    ['-v', 'config', 'path'],
    ['config', '-v', 'path'],
    ['config', 'path', '-v'],
  ]) {
    assert.equal(
      (await stage.run(['--config', '/somewhere/else.json', ...args])).stdout,
      '/somewhere/else.json\n',
    );
    assert.equal(
      (await stage.run([...args, '--config=/somewhere/else.json'])).stdout,
      '/somewhere/else.json\n',
    );
  }
  assert.match((await stage.run(['-v'])).stderr, /tried a source/);
  assert.equal(
    (await stage.run(['-v', '--json-only', '--max-age', '0'])).stderr,
    '',
    '--json-only says nothing but errors',
  );
});

test('formats: JSON in one line or indented, TOON with the same facts', async (t) => {
  const stage = await setStage(t);
  const json = await stage.run(['--json']);
  assert.equal(json.stdout.split('\n').length, 2);
  const pretty = await stage.run(['usage', '--format', 'json', '--pretty']);
  assert.match(pretty.stdout, /^\[\n {2}\{\n {4}"provider": "kimi",\n/);
  assert.equal(readUsageArray(pretty.stdout).length, 1);
  const toon = await stage.run(['--format', 'toon']);
  assert.match(toon.stdout, /session.*69\.5/s);
  assert.equal(stage.asked('usages'), 1);
});

test('--version prints the version, whatever comes before or after it', async (t) => {
  const stage = await setStage(t);
  for (const args of [
    ['--version'],
    ['--version', '--lang', 'zh-CN'],
    ['--no-color', '--version'],
  ]) {
    assert.deepEqual(await stage.run(args), {
      exitCode: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  }
});
