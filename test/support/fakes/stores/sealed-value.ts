import { createCipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';

type Sealing = { readonly host: string; readonly token: string };

/**
 * Encrypts a cookie as Chromium does on Linux (one round) and macOS (1003 rounds): AES-128-CBC with
 * a derived key.
 */
export function sealByPassword(
  { host, token }: Sealing,
  tag: 'v10' | 'v11',
  password: string,
  rounds: 1 | 1003,
): Buffer {
  const cipher = createCipheriv(
    'aes-128-cbc',
    pbkdf2Sync(password, 'saltysalt', rounds, 16, 'sha1'),
    Buffer.alloc(16, ' '),
  );
  return Buffer.concat([Buffer.from(tag), cipher.update(plaintext(host, token)), cipher.final()]);
}

/**
 * Encrypts a cookie as Chromium does on Windows: AES-256-GCM with the profile's key. `v20` is bound
 * to the browser itself.
 */
export function sealByKey({ host, token }: Sealing, tag: 'v10' | 'v20', key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([
    Buffer.from(tag),
    nonce,
    cipher.update(plaintext(host, token)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** From version 24 of the store on, the value follows the host's digest. */
function plaintext(host: string, token: string): Buffer {
  return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from(token)]);
}
