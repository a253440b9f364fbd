import { createHash, createPrivateKey, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };

/**
 * Lists a release's files in `SHA256SUMS`, and signs the list: `node scripts/checksums.ts --files
 * FOLDER`. The Ed25519 key is in `KIMIBAR_RELEASE_KEY`, as PEM; without it there is no signature,
 * and executables do not upgrade themselves to this release.
 */
const { values } = parseArgs({ options: { files: { type: 'string', default: 'dist-binary' } } });

const list = new Set(['SHA256SUMS', 'SHA256SUMS.sig']);
const lines = readdirSync(values.files)
  .filter((file) => !list.has(file))
  .toSorted()
  .map((file) => `${checksum(file)}  ${file}\n`);
const sums = Buffer.from(`# KimiBar ${manifest.version}\n${lines.join('')}`);
writeFileSync(join(values.files, 'SHA256SUMS'), sums);
const key = process.env['KIMIBAR_RELEASE_KEY'] ?? '';
if (key !== '') {
  const signature = sign(undefined, sums, createPrivateKey(key));
  writeFileSync(join(values.files, 'SHA256SUMS.sig'), `${signature.toString('base64')}\n`);
}

function checksum(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(values.files, file)))
    .digest('hex');
}
