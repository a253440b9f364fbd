import { homedir, tmpdir } from 'node:os';
import type { Env, Platform } from './host.ts';

/** This machine, with the home that the environment names where it names one. */
export function readPlatform(env: Env): Platform {
  const os = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const homeDir = (os === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir();
  return { os, homeDir, tempDir: tmpdir(), pid: process.pid };
}
