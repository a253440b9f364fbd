import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import manifest from '../package.json' with { type: 'json' };

/**
 * Fills in the recipes of package managers: `npm run packages -- --files FOLDER --repository
 * OWNER/NAME [--out FOLDER] [--deb x64|arm64]`. The files are those of the release. In `packaging/`,
 * `{{version}}` and the like come from package.json, `{{url F}}` and `{{sha256 F}}` from the release.
 * With `--deb`, builds the Debian package of that executable instead; `--fast` leaves it uncompressed.
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: 'dist-binary' },
    repository: { type: 'string', default: 'kimibar/kimibar' },
    out: { type: 'string', default: 'dist-packages' },
    deb: { type: 'string' },
    fast: { type: 'boolean', default: false },
  },
});

const homepage = `https://github.com/${values.repository}`;
const recipes = [
  'homebrew/kimibar.rb',
  'scoop/kimibar.json',
  'winget/KimiBar.KimiBar.yaml',
  'winget/KimiBar.KimiBar.installer.yaml',
  'winget/KimiBar.KimiBar.locale.en-US.yaml',
  'aur/PKGBUILD',
  'nix/flake.nix',
  'docker/Dockerfile',
];
const debArchitectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

if (values.deb === undefined)
  for (const recipe of recipes) write(join(values.out, recipe), filled(recipe));
else buildDebianPackage(values.deb);

function filled(recipe: string, architecture = ''): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'packaging', recipe), 'utf8');
  return text.replaceAll(/\{\{(\w+)(?: ([\w.-]+))?\}\}/g, (_, fact: string, file = '') => {
    switch (fact) {
      case 'version':
        return manifest.version;
      case 'description':
        return shortDescription();
      case 'homepage':
        return homepage;
      case 'debArchitecture':
        return architecture;
      case 'url':
        return `${homepage}/releases/download/v${manifest.version}/${file}`;
      case 'sha256':
        return checksum(file);
      case 'SHA256':
        return checksum(file).toUpperCase();
      default:
        throw new Error(`${recipe}: unknown fact ${fact}`);
    }
  });
}

/** Package managers want one short line without a full stop. */
function shortDescription(): string {
  return manifest.description.split(':')[0] ?? manifest.description;
}

function checksum(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(values.files, file)))
    .digest('hex');
}

/** Executable, manual page, completions and license, in the places of Debian's policy. */
function buildDebianPackage(architecture: string): void {
  const debArchitecture = debArchitectures[architecture];
  if (debArchitecture === undefined) throw new Error(`--deb ${architecture}: x64 or arm64`);
  const tree = join(values.out, `deb-${debArchitecture}`);
  rmSync(tree, { recursive: true, force: true });
  const program = join(values.files, `kimibar-linux-${architecture}`);
  write(join(tree, 'DEBIAN', 'control'), filled('debian/control', debArchitecture));
  copy(program, join(tree, 'usr', 'bin', 'kimibar'), 0o755);
  write(
    join(tree, 'usr', 'share', 'man', 'man1', 'kimibar.1.gz'),
    gzipSync(readFileSync('dist/kimibar.1'), { level: 9 }),
  );
  copy('LICENSE', join(tree, 'usr', 'share', 'doc', 'kimibar', 'copyright'), 0o644);
  const completions = [
    ['bash', 'usr/share/bash-completion/completions/kimibar'],
    ['zsh', 'usr/share/zsh/vendor-completions/_kimibar'],
    ['fish', 'usr/share/fish/vendor_completions.d/kimibar.fish'],
  ] as const;
  for (const [shell, path] of completions)
    write(
      join(tree, path),
      execFileSync(process.execPath, ['dist/kimibar.cjs', 'completion', shell]),
    );
  const deb = join(values.out, `kimibar_${manifest.version}_${debArchitecture}.deb`);
  const compression = values.fast ? '-Znone' : '-Zxz';
  execFileSync('dpkg-deb', ['--root-owner-group', compression, '--build', tree, deb]);
}

function copy(from: string, to: string, mode: number): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, mode);
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o644 });
}
