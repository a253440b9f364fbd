import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * See `node --v8-options`. Node 22 and 24 know them; a V8 that drops one only prints a warning to
 * stderr.
 */
const flags = [
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--optimize-for-size',
  '--semi-space-growth-factor=1',
] as const;

/**
 * Prefers memory to speed from now on. A program that works once in a few minutes gains nothing
 * from compiled code, which takes 6 MB for as long as it runs; a young generation that has grown
 * once takes another 6 MB, and `--optimize-for-size` saves 2 MB.
 */
export function keepHeapSmall(): void {
  for (const flag of flags) setFlagsFromString(flag);
}

/**
 * Keeps the young generation at its first size. A million short-lived objects need no more, and it
 * would grow to three times 16 MB.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** The first refresh is over, or waits for the network. */
const startIsOverMs = 4000;
let isPlanned = false;

/**
 * Collects what starting has left behind, once: a sixth of the memory, which V8 keeps for as long
 * as a program does next to nothing.
 */
export function collectAfterStart(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(collectGarbage, startIsOverMs).unref();
}

/** Collects garbage now. Takes some ten milliseconds. */
export function collectGarbage(): void {
  // Only contexts that are made from then on have the function.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
