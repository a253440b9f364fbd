import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many characters of a secret are too many to show. The last four are shown as a hint. */
const tooLong = 8;

/** The parts of a secret in a text: as they are, in base64, in hex or percent-encoded. */
export function leaksOf(text: string, secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
  ];
  return forms.flatMap(stretches).filter((stretch) => text.includes(stretch));
}

/** Names and bytes of everything below a folder, as one text. */
export function bytesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(
      (entry) =>
        `${entry.name}\n${entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'latin1') : ''}`,
    )
    .join('\n');
}

/** All parts of that length, except the prefix that every key has. */
function stretches(secret: string): readonly string[] {
  const own = secret.replace(/^sk-kimi-/, '');
  return Array.from({ length: Math.max(0, own.length - tooLong + 1) }, (_, at) =>
    own.slice(at, at + tooLong),
  );
}
