import type { Env, Platform } from './host.ts';

/** This machine, with the home that the environment names where it names one. */
export function readPlatform(env: Env): Platform {
  const os =
    process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return {
    os,
    homeDir: (os === 'win32' ? env['USERPROFILE'] : env['HOME']) || system().homedir(),
    get tempDir() {
      return system().tmpdir();
    },
    pid: process.pid,
  };
}

/** Asked for only where it is needed: most runs spare its half millisecond. */
function system(): typeof import('node:os') {
  return process.getBuiltinModule('node:os');
}
