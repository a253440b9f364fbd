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
  return createRequire(import.meta.url)(koffiPackage) as Koffi;
}
