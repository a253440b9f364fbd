import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Makes the cached usage older, as if `ms` had passed: both the last success and failure. */
export function ageUsage(place: { readonly home: string }, ms: number): void {
  for (const path of readingPaths(place)) {
    const cached = JSON.parse(readFileSync(path, 'utf8'));
    if (cached.good !== undefined) cached.good.snapshot.fetchedAtMs -= ms;
    if (cached.failed !== undefined) cached.failed.failedAtMs -= ms;
    writeFileSync(path, JSON.stringify(cached));
  }
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
