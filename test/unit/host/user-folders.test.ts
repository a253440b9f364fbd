import assert from 'node:assert/strict';
import test from 'node:test';
import {
  configHome,
  dataHome,
  kimiCodeHome,
  localAppData,
  roamingAppData,
  settingsHome,
} from '../../../src/host/user-folders.ts';

const folders = { configHome, dataHome, kimiCodeHome, localAppData, roamingAppData, settingsHome };

const linux = { os: 'linux', homeDir: '/home/u' } as const;
const mac = { os: 'darwin', homeDir: '/Users/u' } as const;
const windows = { os: 'win32', homeDir: 'C:\\Users\\u' } as const;

for (const [name, platform, env, path] of [
  ['configHome', linux, {}, '/home/u/.config'],
  ['configHome', linux, { XDG_CONFIG_HOME: ' "/xdg" ' }, '/xdg'],
  ['configHome', linux, { XDG_CONFIG_HOME: 'relative' }, '/home/u/.config'],
  ['configHome', mac, {}, '/Users/u/.config'],
  ['configHome', windows, {}, 'C:\\Users\\u\\.config'],
  ['settingsHome', mac, {}, '/Users/u/.config'],
  ['settingsHome', windows, {}, 'C:\\Users\\u\\AppData\\Roaming'],
  ['settingsHome', windows, { APPDATA: 'D:\\R', XDG_CONFIG_HOME: 'E:\\X' }, 'E:\\X'],
  ['dataHome', linux, { XDG_DATA_HOME: './xdg' }, '/home/u/.local/share'],
  ['dataHome', mac, {}, '/Users/u/Library/Application Support'],
  ['dataHome', windows, { LOCALAPPDATA: 'D:\\L' }, 'D:\\L'],
  ['localAppData', windows, { LOCALAPPDATA: '' }, 'C:\\Users\\u\\AppData\\Local'],
  ['roamingAppData', windows, { APPDATA: 'R' }, 'C:\\Users\\u\\AppData\\Roaming'],
  ['kimiCodeHome', linux, {}, '/home/u/.kimi-code'],
  ['kimiCodeHome', linux, { KIMI_CODE_HOME: "'/kimi'" }, '/kimi'],
  ['kimiCodeHome', linux, { KIMI_CODE_HOME: ' ' }, '/home/u/.kimi-code'],
] as const) {
  test(`${name} on ${platform.os} with ${JSON.stringify(env)}`, () =>
    assert.equal(folders[name]({ env, platform }), path));
}
