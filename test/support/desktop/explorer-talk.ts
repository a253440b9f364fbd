import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wine } from './wine.ts';

/** What Windows and Explorer tell every window, or do to an icon, done by a test program. */
export type ExplorerTalk = {
  /** Removes the icon, as a crash of Explorer does. */
  forgetIcon(): Promise<void>;
  /** Announces a new taskbar. */
  taskbarCreated(): Promise<void>;
  /** Announces a new taskbar colour. */
  themeChanged(): Promise<void>;
  /** Announces another screen density, in dots per inch. */
  densityChanged(dpi: number): Promise<void>;
  /** Reports a click on the balloon: Wine shows it but does not report clicks. */
  balloonClicked(): Promise<void>;
  /** Asks the program to close, as `taskkill` does. */
  close(): Promise<void>;
};

const script = `
const koffi = require('@koromix/koffi-win32-x64');
const user = koffi.load('user32.dll');
const shell = koffi.load('shell32.dll');
const window = user.func('uintptr_t __stdcall FindWindowW(str16, str16)')('KimiBarTray', null);
const post = user.func('int __stdcall PostMessageW(uintptr_t, uint32_t, uintptr_t, intptr_t)');
const everyone = 0xffff;
const [what, value] = process.argv.slice(2);
const acts = {
  forget() {
    const data = Buffer.alloc(976);
    data.writeUInt32LE(data.length, 0);
    data.writeBigUInt64LE(BigInt(window), 8);
    data.writeUInt32LE(1, 16);
    return shell.func('int __stdcall Shell_NotifyIconW(uint32_t, void *)')(2, data);
  },
  created() {
    return post(everyone, user.func('uint32_t __stdcall RegisterWindowMessageW(str16)')('TaskbarCreated'), 0, 0);
  },
  theme() {
    const send = user.func('intptr_t __stdcall SendMessageTimeoutW(uintptr_t, uint32_t, uintptr_t, str16, uint32_t, uint32_t, void *)');
    return send(everyone, 0x001a, 0, 'ImmersiveColorSet', 2, 5000, null);
  },
  density() {
    return post(window, 0x02e0, Number(value) * 0x10001, 0);
  },
  balloon() {
    return post(window, 0x8001, 1, 0x0405);
  },
  close() {
    return post(window, 0x0010, 0, 0);
  },
};
process.exit(acts[what]() ? 0 : 1);
`;

/** `folder` has koffi for Windows in its node_modules. */
export function explorerTalk(wine: Wine, folder: string): ExplorerTalk {
  const path = join(folder, 'explorer-talk.cjs');
  writeFileSync(path, script);
  const say = async (...words: readonly string[]): Promise<void> => {
    const { exitCode, said } = await wine.runNode([path, ...words], folder);
    if (exitCode !== 0) throw new Error(`${words[0]}: ${exitCode} ${said}`);
  };
  return {
    forgetIcon: () => say('forget'),
    taskbarCreated: () => say('created'),
    themeChanged: () => say('theme'),
    densityChanged: (dpi) => say('density', String(dpi)),
    balloonClicked: () => say('balloon'),
    close: () => say('close'),
  };
}
