import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { loginEntry, startAtLogin } from '../../../../src/daemon/autostart/start-at-login.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

const words = [
  '/opt/node 24/bin/node',
  '/home/me/$kimi`bar"/50%\\x.cjs',
  'tray',
  '--config',
  '/a b.json',
];

test('turning it on writes a private file, turning it off removes the file', async (t) => {
  const home = tempFolder(t);
  const here = createNodeHost({ env: { HOME: home } });
  const host = { ...here, platform: { ...here.platform, os: 'linux', homeDir: home } } as const;
  const login = startAtLogin(host, ['/usr/bin/node', '/k.cjs', 'tray']);
  const path = join(home, '.config', 'autostart', 'kimibar.desktop');
  assert.equal(login.isOn(), false);
  await login.set(true);
  assert.equal(login.isOn(), true);
  assert.match(readFileSync(path, 'utf8'), /^Exec="\/usr\/bin\/node" "\/k\.cjs" "tray"$/m);
  if (noFileRights === false) assert.equal(statSync(path).mode & 0o777, 0o600);
  await login.set(true);
  writeFileSync(path, `${readFileSync(path, 'utf8')}Hidden=true\n`);
  assert.equal(login.isOn(), false, 'switched off by the desktop');
  await login.set(false);
  await login.set(false);
  assert.equal(login.isOn(), false);
});

test('Linux: an XDG autostart entry, in the configured folder', () => {
  const { path } = loginEntry(
    { XDG_CONFIG_HOME: '/cfg' },
    { os: 'linux', homeDir: '/home/me' },
    words,
  );
  assert.equal(path, '/cfg/autostart/kimibar.desktop');
  assert.equal(
    loginEntry({ XDG_CONFIG_HOME: 'relative' }, { os: 'linux', homeDir: '/home/me' }, words).path,
    '/home/me/.config/autostart/kimibar.desktop',
  );
});

test('Linux: words with blanks, quotes, dollars, percent signs and backslashes are read back as they were', () => {
  const { text } = loginEntry({}, { os: 'linux', homeDir: '/home/me' }, words);
  const exec = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  // As a desktop reads it: the escapes of the file's strings, then the quotes of the command line,
  // then field codes.
  const line = exec.replaceAll('\\\\', '\\');
  const read = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) =>
    word.replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%'),
  );
  assert.deepEqual(read, words);
});

test('macOS: a launchd agent that starts once in the desktop session', () => {
  const { path, text } = loginEntry({}, { os: 'darwin', homeDir: '/Users/me' }, [
    '/n<o>de',
    'a&b',
    'tray',
  ]);
  assert.equal(path, '/Users/me/Library/LaunchAgents/app.kimibar.tray.plist');
  assert.match(
    text,
    /<string>\/n&lt;o&gt;de<\/string>\n {4}<string>a&amp;b<\/string>\n {4}<string>tray<\/string>/,
  );
  assert.match(text, /<key>RunAtLoad<\/key>\n {2}<true\/>/);
  assert.doesNotMatch(text, /KeepAlive/);
});

test('Windows: a script in the Startup folder that shows no console', () => {
  const { path, text } = loginEntry(
    { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
    { os: 'win32', homeDir: 'C:\\Users\\me' },
    ['C:\\Program Files\\node.exe', 'tray'],
  );
  assert.equal(
    path,
    'C:\\Users\\me\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\KimiBar.vbs',
  );
  assert.equal(
    text,
    'CreateObject("WScript.Shell").Run """C:\\Program Files\\node.exe"" ""tray""", 0, False\r\n',
  );
});

test('Windows: a home in letters beyond ASCII is found, whatever the code page', () => {
  const { text } = loginEntry({}, { os: 'win32', homeDir: 'C:\\Users\\me' }, [
    'C:\\Users\\张三\\𠮷.exe',
    'tray',
  ]);
  const [head, tail] = [
    'CreateObject("WScript.Shell").Run """C:\\Users\\',
    '.exe"" ""tray""", 0, False\r\n',
  ];
  assert.equal(
    text,
    `${head}" & ChrW(24352) & "" & ChrW(19977) & "\\" & ChrW(55362) & "" & ChrW(57271) & "${tail}`,
  );
});

test(
  'Linux: the entry is a valid desktop file',
  { skip: hasValidator() ? false : 'needs desktop-file-validate' },
  (t) => {
    const path = join(tempFolder(t), 'kimibar.desktop');
    writeFileSync(path, loginEntry({}, { os: 'linux', homeDir: '/home/me' }, words).text);
    assert.equal(execFileSync('desktop-file-validate', [path], { encoding: 'utf8' }), '');
  },
);

function hasValidator(): boolean {
  try {
    execFileSync('desktop-file-validate', ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
