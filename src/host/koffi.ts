import { createRequire } from 'node:module';
import type koffi from 'koffi';

/** Calls functions of Windows. */
export type Koffi = typeof koffi;

/**
 * The optional package that holds koffi for this processor. It has no install script, unlike koffi
 * itself, and npm leaves it out on other systems.
 */
export const koffiPackage = `@koromix/koffi-win32-${process.arch}`;

/** Throws if the package is missing. */
export function loadKoffi(): Koffi {
  const load = createRequire(import.meta.url);
  const path = load.resolve(koffiPackage);
  if (isOpenToOthers(path)) throw new Error(`refusing to load ${path}`);
  return load(path) as Koffi;
}

/**
 * Node looks for a missing package in every folder above, up to the drive, where Windows lets every
 * user create a `node_modules`.
 */
export function isOpenToOthers(path: string): boolean {
  return /^([a-z]:)?[\\/]node_modules[\\/]/i.test(path);
}
