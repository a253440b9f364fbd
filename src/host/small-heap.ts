import { setFlagsFromString } from 'node:v8';

/** By V8's own names for them (`node --v8-options`). They are known to Node 22 and 24; a V8 that drops one only says so on stderr. */
const flags = [
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--optimize-for-size',
  '--semi-space-growth-factor=1',
] as const;

/**
 * Makes this process, from now on, one that rests rather than one that computes: a program that looks up every few minutes
 * gains nothing from compiled code, but the compilers' own code and what they leave behind take 6 MB for as long as it runs,
 * and room for new objects that once grew takes another 6. Where V8 has the choice, the smaller is 2 MB smaller.
 */
export function keepHeapSmall(): void {
  for (const flag of flags) setFlagsFromString(flag);
}
