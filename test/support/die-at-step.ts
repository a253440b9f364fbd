// Preload this with `--import`: the program then kills itself instead of its nth change to a file
// below `KIMIBAR_TEST_DIE_BELOW`, n being `KIMIBAR_TEST_DIE_AT`. Trying every n covers each state
// that a kill can leave on disk; kills after a random time do not.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';

const folder = process.env['KIMIBAR_TEST_DIE_BELOW'] ?? '';
const dieAt = Number(process.env['KIMIBAR_TEST_DIE_AT']);
let steps = 0;

const isBelow = (path: unknown): boolean => String(path).startsWith(folder + sep);
/** Every function that `src/host/files` uses to change something on disk. */
const changes: Readonly<Record<string, (args: readonly unknown[]) => boolean>> = {
  openSync: ([path, flags]) => isBelow(path) && flags !== undefined && flags !== 'r' && flags !== 0,
  writeFileSync: ([path]) => typeof path === 'number' || isBelow(path),
  renameSync: ([path]) => isBelow(path),
  unlinkSync: ([path]) => isBelow(path),
  rmSync: ([path]) => isBelow(path),
  mkdirSync: ([path]) => isBelow(path),
};

for (const [name, isStep] of Object.entries(changes)) {
  const original: unknown = Reflect.get(fs, name);
  if (typeof original !== 'function') throw new Error(`node:fs has no ${name}`);
  Reflect.set(fs, name, (...args: unknown[]): unknown => {
    if (isStep(args) && (steps += 1) === dieAt) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(original, fs, args);
  });
}
syncBuiltinESMExports();
