import type { Env, Platform } from './host.ts';

/** This machine. The home folder is the environment's, if it names one. */
export function readPlatform(env: Env): Platform {
  const os =
    process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return {
    os,
    homeDir: (os === 'win32' ? env['USERPROFILE'] : env['HOME']) || system().homedir(),
    get tempDir() {
      return system().tmpdir();
    },
    get hostName() {
      return system().hostname();
    },
    pid: process.pid,
  };
}

/** Loaded only if needed: it takes half a millisecond. */
function system(): typeof import('node:os') {
  return process.getBuiltinModule('node:os');
}
