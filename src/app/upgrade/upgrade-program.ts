import { compareVersions } from '../../domain/release.ts';
import { replaceProgram, requireReplaceable } from '../../host/files/replace-program.ts';
import type { Host } from '../../host/host.ts';
import { download } from '../../host/http/download.ts';
import { checksumOf } from '../../host/release-file.ts';
import { systemCode } from '../../host/system-error.ts';
import { findRelease, releaseUrl, type ReleaseSource } from './find-release.ts';

/** The single executable, its version, and the file of a release that replaces it. */
export type Executable = {
  readonly path: string;
  readonly version: string;
  readonly releaseFile: string | undefined;
};

export type UpgradeOptions = {
  readonly source: ReleaseSource;
  readonly signal: AbortSignal;
  /** Before the long part. */
  readonly onDownload?: ((version: string) => void) | undefined;
};

export type UpgradeOutcome =
  | { readonly kind: 'upgraded' | 'current' | 'older'; readonly version: string }
  | { readonly kind: 'missing' | 'bad-signature' | 'bad-checksum' }
  | { readonly kind: 'not-replaced'; readonly why: string };

const maxProgramBytes = 400 * 1024 * 1024;

/**
 * Replaces the executable by that of the latest release. The signature, the version and the
 * checksum are verified before anything is written. Throws `offline` and the like.
 */
export async function upgradeProgram(
  host: Pick<Host, 'clock' | 'env' | 'platform'>,
  { path, version, releaseFile }: Executable,
  { source, signal, onDownload }: UpgradeOptions,
): Promise<UpgradeOutcome> {
  const release = await findRelease(host, source, signal);
  if (typeof release === 'string') return { kind: release };
  const order = compareVersions(release.version, version);
  if (order <= 0) return { kind: order === 0 ? 'current' : 'older', version: release.version };
  const checksum = release.checksums.get(releaseFile ?? '');
  if (releaseFile === undefined || checksum === undefined) return { kind: 'missing' };
  try {
    requireReplaceable(path);
    onDownload?.(release.version);
    const options = { maxBytes: maxProgramBytes, env: host.env, signal };
    const bytes = await download(releaseUrl(source, releaseFile), options);
    if (bytes === undefined) return { kind: 'missing' };
    if (checksumOf(bytes) !== checksum) return { kind: 'bad-checksum' };
    replaceProgram(path, bytes, host.platform.os);
    return { kind: 'upgraded', version: release.version };
  } catch (error) {
    const why = systemCode(error);
    if (why === undefined) throw error;
    return { kind: 'not-replaced', why };
  }
}
