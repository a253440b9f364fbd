/** A release as its signed list of checksums describes it. */
export type Release = {
  readonly version: string;
  /** SHA-256 in hexadecimal, by the file's name. */
  readonly checksums: ReadonlyMap<string, string>;
};

/**
 * Reads `SHA256SUMS`: `# KimiBar VERSION`, which sha256sum takes for a comment, then lines of
 * sha256sum. Undefined if it is anything else.
 */
export function parseChecksums(text: string): Release | undefined {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const [, version] = /^# KimiBar (\d+\.\d+\.\d+)$/.exec(first) ?? [];
  if (version === undefined) return undefined;
  const checksums = new Map<string, string>();
  for (const line of lines) {
    const [, checksum, file] = /^([0-9a-f]{64}) [ *]([\w.-]+)$/.exec(line) ?? [];
    if (checksum === undefined || file === undefined) return undefined;
    checksums.set(file, checksum);
  }
  return { version, checksums };
}

/** Below 0 if `one` is older than `other`, 0 if they are the same. A prerelease is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  const differing = a.findIndex((number, index) => number !== b[index]);
  if (differing !== -1) return (a[differing] ?? 0) - (b[differing] ?? 0);
  return Number(other.includes('-')) - Number(one.includes('-'));
}

function numbersOf(version: string): readonly number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
