import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';

/**
 * Decrypts a Chromium cookie of a Linux without a keyring (`v10`: AES-128-CBC, its key made of the
 * fixed word `peanuts`). Since database version 24 the text starts with the SHA-256 of the cookie's
 * host. Undefined where the value was made with another key (`v11`, a keyring's) or is damaged.
 */
export function decryptWithoutKeyring(bytes: Uint8Array, hostKey: string): string | undefined {
  const prefix = Buffer.from(bytes.subarray(0, 3)).toString('latin1');
  if (prefix !== 'v10') return undefined;
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
    const clear = Buffer.concat([decipher.update(bytes.subarray(3)), decipher.final()]);
    const hostHash = createHash('sha256').update(hostKey).digest();
    return (clear.subarray(0, 32).equals(hostHash) ? clear.subarray(32) : clear).toString('utf8');
  } catch {
    return undefined;
  }
}
