import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A line for each file and folder below a folder: path, kind, mode, modification time and digest of
 * the bytes.
 */
export function folderFingerprint(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((path) => {
      const facts = lstatSync(join(folder, path));
      const bytes = facts.isFile()
        ? readFileSync(join(folder, path))
        : facts.isSymbolicLink()
          ? readlinkSync(join(folder, path))
          : '';
      return [
        path,
        facts.mode.toString(8),
        facts.mtimeMs,
        createHash('sha256').update(bytes).digest('hex'),
      ].join(' ');
    });
}
