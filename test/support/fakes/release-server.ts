import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import type { ReleaseSource } from '../../../src/app/upgrade/find-release.ts';

const keys = generateKeyPairSync('ed25519');

export type FakeRelease = {
  readonly version: string;
  readonly file: string;
  readonly bytes: Buffer;
  /** What the list says of the file, if that differs. */
  readonly listed?: Buffer | undefined;
  readonly signedBy?: KeyObject | 'nobody' | undefined;
  /** The connection ends before the file does. */
  readonly isCut?: boolean | undefined;
  /** Every request fails with this status. */
  readonly status?: number | undefined;
};

/** The server of a release on loopback; also lists what was requested. */
export async function startReleaseServer(
  t: TestContext,
  { version, file, bytes, listed = bytes, signedBy = keys.privateKey, ...faults }: FakeRelease,
): Promise<ReleaseSource & { readonly requested: readonly string[] }> {
  const checksum = createHash('sha256').update(listed).digest('hex');
  const list = Buffer.from(`# KimiBar ${version}\n${checksum}  ${file}\n`);
  const files = new Map([
    ['SHA256SUMS', list],
    [file, bytes],
  ]);
  if (signedBy !== 'nobody') {
    const signature = sign(undefined, list, signedBy).toString('base64');
    files.set('SHA256SUMS.sig', Buffer.from(signature));
  }
  const requested: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const name = url.slice(url.lastIndexOf('/') + 1);
    requested.push(name);
    // As GitHub does: `latest` leads to the files' own address.
    if (faults.status !== undefined) response.writeHead(faults.status).end();
    else if (url.startsWith('/latest/'))
      response.writeHead(302, { Location: `/files/${name}` }).end();
    else if (!files.has(name)) response.writeHead(404).end();
    else if (faults.isCut === true && name === file) {
      response.writeHead(200, { 'Content-Length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    } else response.end(files.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const key = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { address: `http://127.0.0.1:${port}/latest`, key, requested };
}
