import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the built program keeps readings in a home of its own on Linux. */
export function readingsFolder({ home }: { readonly home: string }): string {
  return join(home, '.local', 'share', 'kimibar', 'readings');
}

/** Paths of the accounts' kept readings, one each. */
export function readingPaths(place: { readonly home: string }): readonly string[] {
  return namesIn(place)
    .filter((name) => /^[\da-f]{16}\.json$/.test(name))
    .map((name) => join(readingsFolder(place), name));
}

/**
 * What else stands there by what it is, sorted: `lease`, `takeover`, and the name of what is
 * neither. The status lines' copy belongs there.
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
