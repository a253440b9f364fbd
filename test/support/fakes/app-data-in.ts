import { join } from 'node:path';
import type { Env, Platform } from '../../../src/host/host.ts';

/** The folders that Windows names in the environment, below a home whose paths are those of the system that runs the test. */
export function appDataIn(home: string, os: Platform['os']): Env {
  if (os !== 'win32') return {};
  const folder = join(home, 'AppData');
  return { APPDATA: join(folder, 'Roaming'), LOCALAPPDATA: join(folder, 'Local') };
}
