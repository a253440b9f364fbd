import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The licence of the Node that runs this, and of what is in it. Every executable contains it, so it
 * has to come with them. Throws if this Node came without its licence.
 */
export function nodeLicense(): string {
  const folder = dirname(process.execPath);
  const packaged = `node-${process.platform}-${process.arch}`;
  const path = [
    join('..', 'LICENSE'),
    // npm's package `node` has the executable of another package.
    join('..', 'node_modules', packaged, 'LICENSE'),
    join('..', '..', packaged, 'LICENSE'),
  ]
    .map((place) => join(folder, place))
    .find((place) => existsSync(place));
  if (path === undefined) throw new Error(`${process.execPath} came without its licence`);
  return readFileSync(path, 'utf8');
}
