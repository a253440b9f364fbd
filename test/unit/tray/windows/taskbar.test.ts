import assert from 'node:assert/strict';
import test from 'node:test';
import { taskbarDensity, taskbarBackground } from '../../../../src/tray/windows/taskbar.ts';
import type { Win32 } from '../../../../src/tray/windows/win32.ts';

/** Windows with this number in its registry; undefined means that the value is missing. */
function registry(stored: number | undefined): Win32 {
  return {
    registryValue(...given: readonly unknown[]) {
      if (stored === undefined) return 2;
      (given[5] as number[])[0] = stored;
      return 0;
    },
  } as unknown as Win32;
}

test('a light taskbar is detected in the registry, everything else is dark', () => {
  assert.equal(taskbarBackground(registry(1)), 'light');
  assert.equal(taskbarBackground(registry(0)), 'dark');
  assert.equal(taskbarBackground(registry(undefined)), 'dark');
});

function screens(taskbar: number | null, density: number): Win32 {
  return {
    findWindow: () => taskbar,
    windowDensity: () => density,
    systemDensity: () => 96,
  } as unknown as Win32;
}

test("the density is that of the taskbar's screen, else the system's", () => {
  assert.equal(taskbarDensity(screens(7, 144)), 144);
  assert.equal(taskbarDensity(screens(7, 0)), 96, 'a window that is gone by then');
  assert.equal(taskbarDensity(screens(null, 144)), 96);
});
