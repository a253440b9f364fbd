import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  kimiCodeModes,
  kimiCodeSession,
} from '../../../../src/present/status-line/kimi-code-session.ts';
import { writeLineFile, writeShellScript } from '../../../../src/store/line-file.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { runShellLine, shells } from '../../../support/shells.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noPosixPaths } from '../../../support/this-system.ts';

const shipped = join(import.meta.dirname, '../../../../src/cli/statusline/statusline.sh');
const home = '/home/me';

const session = {
  model: 'k3',
  cwd: '/home/me/src/app',
  gitBranch: 'main',
  permissionMode: 'manual',
  planMode: false,
  contextUsage: 0.1,
  sessionId: 's',
  version: '2.1.0',
};

const invisible = [
  [0x80, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
].map(([from = 0, to = 0]) =>
  String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, index) => from + index)),
);

/** What is sent, and what is drawn before the quota. */
const cases: readonly (readonly [unknown, string])[] = [
  [session, 'k3  ~/src/app  main  '],
  [{ ...session, permissionMode: 'auto', planMode: true }, 'Never Ask plan  k3  ~/src/app  main  '],
  [{ ...session, permissionMode: 'yolo' }, 'Ask When Needed  k3  ~/src/app  main  '],
  [{ ...session, permissionMode: 'a new one' }, 'a new one  k3  ~/src/app  main  '],
  [{ ...session, planMode: true }, 'plan  k3  ~/src/app  main  '],
  [{ ...session, gitBranch: null, model: '' }, '~/src/app  '],
  [{ cwd: '/' }, '/  '],
  [{ cwd: '/home/me' }, '~  '],
  [{ cwd: '/home/me/a/b/c' }, '…/a/b/c  '],
  [{ cwd: '/home/meg/a' }, '/home/meg/a  '],
  [{ cwd: '/a/b/c' }, '/a/b/c  '],
  [{ cwd: '/srv/工作/项目/a b' }, '…/工作/项目/a b  '],
  [{}, ''],
  // Names that are commands, patterns, formats or JSON to a careless reader.
  [
    { ...session, gitBranch: '$(touch x);`id`;%s%n\\0101\\n' },
    'k3  ~/src/app  $(touch x);`id`;%s%n\\0101\\n  ',
  ],
  [{ ...session, gitBranch: '* ? [a-z] ~ {a,b}' }, 'k3  ~/src/app  * ? [a-z] ~ {a,b}  '],
  [
    { ...session, gitBranch: '","model":"evil","planMode":true,"x":{"' },
    'k3  ~/src/app  ","model":"evil","planMode":true,"x":{"  ',
  ],
  [{ ...session, gitBranch: 'ends in \\' }, 'k3  ~/src/app  ends in \\  '],
  [{ ...session, gitBranch: '\\"\\\\"' }, 'k3  ~/src/app  \\"\\\\"  '],
  [{ ...session, cwd: '/home/me/a\\b/"c"' }, 'k3  ~/a\\b/"c"  main  '],
  [{ ...session, gitBranch: 'a\u001b[31mb\r\n\tc\u0000d' }, 'k3  ~/src/app  a[31mbcd  '],
  [{ ...session, gitBranch: 'a\u007fb' }, 'k3  ~/src/app  '],
  [{ ...session, gitBranch: 'half \ud83d' }, 'k3  ~/src/app  half   '],
  [{ ...session, gitBranch: '\u{1f389} é ü' }, 'k3  ~/src/app  \u{1f389} é ü  '],
  ...invisible.map((characters) => [{ gitBranch: `a${characters}b` }, 'ab  '] as const),
  [{ ...session, cwd: '/x'.repeat(2000) }, 'k3  …/x/x/x  main  '],
  [{ ...session, cwd: `/${'\\'.repeat(3500)}` }, `k3  /${'\\'.repeat(3500)}  main  `],
  [{ ...session, cwd: 'x'.repeat(65_536) }, ''],
];

async function installScript(t: TestContext): Promise<string> {
  const folder = tempFolder(t);
  const { files } = createNodeHost({ env: { HOME: folder } });
  const line = {
    target: 'kimi-code',
    refresh: false,
    config: { path: '/nowhere', isGiven: false },
    systemLanguage: 'en',
    node: '/nowhere/node',
    program: '/nowhere/kimibar',
    clicked: [],
  } as const;
  const file = {
    line,
    takenS: 0,
    everyS: 300,
    slot: 'slot',
    configMark: 'none',
    account: '',
    modes: kimiCodeModes,
    noData: '',
    texts: [{ text: 'quota' }],
  };
  await writeShellScript(files, folder, files.readText(shipped) ?? '');
  await writeLineFile(files, folder, { file, plain: false });
  return join(folder, 'statusline', 'kimibar-statusline.sh');
}

test('a session is drawn before the quota, whatever its names contain', () => {
  for (const [json, drawn] of cases)
    assert.equal(kimiCodeSession(JSON.stringify(json), home), drawn);
  for (const text of ['', '{', 'null', '[]', '"x"', '{"model":3,"cwd":{},"planMode":"true"}'])
    assert.equal(kimiCodeSession(text, home), '');
});

test('every shell draws the session that Node draws', { skip: noPosixPaths }, async (t) => {
  const script = await installScript(t);
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, KIMI_CODE_STATUS_LINE: '1' };
  for (const shell of shells) {
    const draw = (input: string, more = {}) =>
      runShellLine({
        shell,
        script,
        target: 'kimi-code',
        nowMs: 0,
        env: { ...env, ...more },
        input,
      });
    for (const [json, drawn] of cases) {
      const run = { status: 0, stdout: `${drawn}quota\n`, stderr: '' };
      assert.deepEqual(draw(JSON.stringify(json)), run, shell.join(' '));
    }
    for (const input of ['', '{', 'null', '"', '{"model', '{"a":{"model":"k3"}}', '{"model":3}'])
      assert.equal(draw(input).stdout, 'quota\n', input);
    assert.equal(draw(JSON.stringify(session), { KIMI_CODE_STATUS_LINE: '' }).stdout, 'quota\n');
    assert.equal(draw('{ "model" : "k3" }\n').status, 0);
  }
});

test(
  'a broken file of texts leaves the line empty, and exits with 0',
  { skip: noPosixPaths },
  async (t) => {
    const script = await installScript(t);
    const path = script.replace('kimibar-statusline.sh', 'kimi-code.lines');
    const env = { PATH: process.env['PATH'] ?? '', HOME: home };
    for (const shell of shells) {
      for (const text of [
        '',
        'kimibar-lines-2 yes',
        'kimibar-lines-1',
        'kimibar-lines-1 yes x 0 - m no no',
        '\u0000\u0001 "$(',
        '(',
      ]) {
        writeFileSync(path, text);
        const { status, stdout, stderr } = runShellLine({
          shell,
          script,
          target: 'kimi-code',
          nowMs: 0,
          env,
        });
        assert.deepEqual(
          [status, stdout.trim(), stderr],
          [0, '', ''],
          `${shell.join(' ')}: ${text}`,
        );
      }
    }
  },
);
