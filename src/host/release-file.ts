import { createHash, createPublicKey, verify } from 'node:crypto';

/** The file of a release that runs on this system; undefined if there is none. */
export function releaseFileName(): string | undefined {
  const { platform, arch } = process;
  if (platform === 'darwin') return 'kimibar-macos';
  if (platform === 'win32') return arch === 'x64' ? 'kimibar-windows-x64.exe' : undefined;
  if (platform !== 'linux' || (arch !== 'x64' && arch !== 'arm64')) return undefined;
  return `kimibar-linux-${arch}${isMusl() ? '-musl' : ''}`;
}

/** Node's report names the version of glibc, if that is what it uses. */
function isMusl(): boolean {
  const report: unknown = process.report.getReport();
  return !JSON.stringify(report).includes('"glibcVersionRuntime"');
}

/** SHA-256 in hexadecimal. */
export function checksumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Whether an Ed25519 signature is that of `key`: both in base64, the key as SubjectPublicKeyInfo.
 * False for anything that is no key or no signature.
 */
export function isSignedBy(key: string, bytes: Buffer, signature: string): boolean {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki',
    });
    return (
      publicKey.asymmetricKeyType === 'ed25519' &&
      verify(undefined, bytes, publicKey, Buffer.from(signature.trim(), 'base64'))
    );
  } catch {
    return false;
  }
}
