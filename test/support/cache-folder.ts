import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with the cached usage of a home on Linux. */
export function readingsFolder({ home }: { readonly home: string }): string {
  return join(home, '.local', 'share', 'kimibar', 'readings');
}

/** Paths of the cached usage, one for each account. */
export function readingPaths(place: { readonly home: string }): readonly string[] {
  return namesIn(place)
    .filter((name) => /^[\da-f]{16}\.json$/.test(name))
    .map((name) => join(readingsFolder(place), name));
}

/**
 * What else is in that folder, sorted: `lease`, `takeover`, and the names of other files. The
 * status lines' copy is expected there.
 */
export function leftBeside(place: { readonly home: string }): readonly string[] {
  return namesIn(place)
    .filter((name) => name !== 'latest.json' && !/^[\da-f]{16}\.json$/.test(name))
    .map((name) => name.replace(/^[\da-f]{16}\.(?:lease\.)?(?=(?:lease|takeover)$)/, ''))
    .toSorted();
}

function namesIn(place: { readonly home: string }): readonly string[] {
  const folder = readingsFolder(place);
  return existsSync(folder) ? readdirSync(folder) : [];
}
