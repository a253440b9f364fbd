import { dirname, join } from 'node:path';
import { parseChecksums, type Release } from '../../domain/release.ts';
import { isShape, isText } from '../../domain/shape.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';
import { download } from '../../host/http/download.ts';
import { isSignedBy } from '../../host/release-file.ts';
import { within } from '../../host/within.ts';

/** Whom to ask for releases. */
export type ReleaseSource = {
  /** The folder of the latest release's files, such as `https://…/releases/latest/download`. */
  readonly address: string;
  /** The public Ed25519 key, SubjectPublicKeyInfo in base64. */
  readonly key: string;
};

const isReleaseSource = isShape<ReleaseSource>({ address: isText, key: isText });
const maxListBytes = 64 * 1024;
const timeoutMs = 20_000;

/**
 * What the release put beside the program as `release.json`. A build from source has none, and
 * never asks.
 */
export function readReleaseSource(
  { files }: Pick<Host, 'files'>,
  script: string,
): ReleaseSource | undefined {
  const json = readJson(files, join(dirname(script), 'release.json'));
  return isReleaseSource(json) && URL.canParse(json.address) ? json : undefined;
}

/** The address of a file of the latest release. */
export function releaseUrl({ address }: ReleaseSource, file: string): URL {
  return new URL(file, address.endsWith('/') ? address : `${address}/`);
}

/**
 * The latest release, if its list of checksums is signed with the source's key. Throws `offline`
 * and the like.
 */
export async function findRelease(
  { clock, env }: Pick<Host, 'clock' | 'env'>,
  source: ReleaseSource,
  signal: AbortSignal,
): Promise<Release | 'missing' | 'bad-signature'> {
  const [list, signature] = await within({ clock, ms: timeoutMs, signal }, (limit) =>
    Promise.all(
      ['SHA256SUMS', 'SHA256SUMS.sig'].map((file) =>
        download(releaseUrl(source, file), { maxBytes: maxListBytes, env, signal: limit }),
      ),
    ),
  );
  if (list === undefined) return 'missing';
  if (signature === undefined) return 'bad-signature';
  // Nothing of the list is read before it is known to be genuine.
  if (!isSignedBy(source.key, list, signature.toString('utf8'))) return 'bad-signature';
  return parseChecksums(list.toString('utf8')) ?? 'missing';
}
