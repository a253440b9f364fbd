import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeLicense } from './node-license.ts';

export type DebianPackage = {
  readonly architecture: string;
  /** The executable that it installs. */
  readonly program: string;
  /** Where the package goes. */
  readonly deb: string;
  /** Leaves it uncompressed. */
  readonly isFast: boolean;
  /** A file of `packaging/debian` with its facts. */
  filled(file: string, facts: Readonly<Record<string, string>>): string;
};

type Content = readonly [path: string, content: Buffer | string];

/** Builds the Debian package of an executable by the rules of Debian's policy. */
export function buildDebianPackage({
  architecture,
  program,
  deb,
  isFast,
  filled,
}: DebianPackage): void {
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const contents: readonly Content[] = [
    ['usr/bin/kimibar', readFileSync(program)],
    ['usr/share/man/man1/kimibar.1.gz', zipped(readFileSync('dist/kimibar.1'))],
    ['usr/share/bash-completion/completions/kimibar', completion('bash')],
    ['usr/share/zsh/vendor-completions/_kimibar', completion('zsh')],
    ['usr/share/fish/vendor_completions.d/kimibar.fish', completion('fish')],
    ['usr/share/doc/kimibar/copyright', licenses()],
    ['usr/share/doc/kimibar/changelog.gz', zipped(filled('changelog', { date }))],
  ];
  const kilobytes = contents.map(([, content]) => Math.ceil(content.length / 1024));
  const installedSize = String(kilobytes.reduce((sum, size) => sum + size, 0));
  const control: readonly Content[] = [
    ['DEBIAN/control', filled('control', { debArchitecture: architecture, installedSize })],
    ['DEBIAN/md5sums', contents.map(md5Line).join('')],
  ];
  const work = mkdtempSync(join(tmpdir(), 'kimibar-deb-'));
  const tree = join(work, 'tree');
  // Folders of a package are everyone's to read, whatever the user's mask.
  process.umask(0o022);
  try {
    for (const [path, content] of [...contents, ...control]) {
      const target = join(tree, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content, { mode: path.startsWith('usr/bin/') ? 0o755 : 0o644 });
    }
    mkdirSync(dirname(deb), { recursive: true });
    const compression = isFast ? '-Znone' : '-Zxz';
    execFileSync('dpkg-deb', ['--root-owner-group', compression, '--build', tree, deb]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function completion(shell: string): Buffer {
  return execFileSync(process.execPath, ['dist/kimibar.cjs', 'completion', shell]);
}

/** Those of KimiBar, the packages in its bundles, and Node, which the executable consists of. */
function licenses(): string {
  const texts = ['LICENSE', 'dist/THIRD-PARTY-LICENSES.txt'].map((path) =>
    readFileSync(path, 'utf8'),
  );
  return [...texts, nodeLicense()].join(`\n${'-'.repeat(80)}\n\n`);
}

function zipped(content: Buffer | string): Buffer {
  return gzipSync(content, { level: 9 });
}

function md5Line([path, content]: Content): string {
  return `${createHash('md5').update(content).digest('hex')}  ${path}\n`;
}
