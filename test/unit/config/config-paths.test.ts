import assert from 'node:assert/strict';
import test from 'node:test';
import { configFilePath, dataFolder } from '../../../src/config/config-paths.ts';

const linux = { os: 'linux', homeDir: '/home/u' } as const;
const mac = { os: 'darwin', homeDir: '/Users/u' } as const;
const windows = { os: 'win32', homeDir: 'C:\\Users\\u' } as const;

const configPaths = [
  [linux, {}, '/home/u/.config/kimibar/config.json'],
  [mac, {}, '/Users/u/.config/kimibar/config.json'],
  [windows, {}, 'C:\\Users\\u\\AppData\\Roaming\\kimibar\\config.json'],
  [windows, { APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\kimibar\\config.json'],
  [windows, { APPDATA: 'Roaming' }, 'C:\\Users\\u\\AppData\\Roaming\\kimibar\\config.json'],
  [linux, { XDG_CONFIG_HOME: '/xdg' }, '/xdg/kimibar/config.json'],
  [linux, { XDG_CONFIG_HOME: 'relative' }, '/home/u/.config/kimibar/config.json'],
  [linux, { XDG_CONFIG_HOME: '' }, '/home/u/.config/kimibar/config.json'],
  [linux, { KIMIBAR_CONFIG: '/a/b.json', XDG_CONFIG_HOME: '/xdg' }, '/a/b.json'],
  [linux, { KIMIBAR_CONFIG: ' "/a b/c.json" ' }, '/a b/c.json'],
  [linux, { KIMIBAR_CONFIG: ' ' }, '/home/u/.config/kimibar/config.json'],
  [linux, { KIMIBAR_CONFIG: '~/k.json' }, '/home/u/k.json'],
  [windows, { KIMIBAR_CONFIG: '~\\k.json' }, 'C:\\Users\\u\\k.json'],
  [linux, { KIMIBAR_CONFIG: 'here.json' }, 'here.json'],
] as const;

for (const [platform, env, path] of configPaths) {
  test(`config file on ${platform.os} with ${JSON.stringify(env)}`, () =>
    assert.equal(configFilePath(env, platform), path));
}

test('--config wins over the environment', () => {
  assert.equal(configFilePath({ KIMIBAR_CONFIG: '/a.json' }, linux, '/asked.json'), '/asked.json');
});

const dataFolders = [
  [linux, {}, '/home/u/.local/share/kimibar'],
  [mac, {}, '/Users/u/Library/Application Support/kimibar'],
  [windows, {}, 'C:\\Users\\u\\AppData\\Local\\kimibar'],
  [windows, { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\kimibar'],
  [linux, { XDG_DATA_HOME: '/xdg' }, '/xdg/kimibar'],
  [linux, { XDG_DATA_HOME: './xdg' }, '/home/u/.local/share/kimibar'],
  [mac, { KIMIBAR_DATA_DIR: '/data' }, '/data'],
  [linux, { KIMIBAR_DATA_DIR: "'/data'", XDG_DATA_HOME: '/xdg' }, '/data'],
] as const;

for (const [platform, env, path] of dataFolders) {
  test(`data folder on ${platform.os} with ${JSON.stringify(env)}`, () =>
    assert.equal(dataFolder(env, platform), path));
}
