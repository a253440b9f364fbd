import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A stretch this long of a secret is too much to show; its last four characters are a hint for its
 * owner.
 */
const tooLong = 8;

/**
 * The stretches of a secret that stand in a text: as they are, in base64, in hex or
 * percent-encoded. Empty when it holds none.
 */
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

/** Everything below a folder as one text: names and bytes. */
export function bytesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(
      (entry) =>
        `${entry.name}\n${entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'latin1') : ''}`,
    )
    .join('\n');
}

/** All stretches of that length, but for the prefix that every key has. */
function stretches(secret: string): readonly string[] {
  const own = secret.replace(/^sk-kimi-/, '');
  return Array.from({ length: Math.max(0, own.length - tooLong + 1) }, (_, at) =>
    own.slice(at, at + tooLong),
  );
}
