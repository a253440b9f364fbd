import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { buildDebianPackage } from './debian-package.ts';

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
else {
  const debArchitecture = debArchitectures[values.deb];
  if (debArchitecture === undefined) throw new Error(`--deb ${values.deb}: x64 or arm64`);
  buildDebianPackage({
    architecture: debArchitecture,
    program: join(values.files, `kimibar-linux-${values.deb}`),
    deb: join(values.out, `kimibar_${manifest.version}_${debArchitecture}.deb`),
    isFast: values.fast,
    filled: (file, facts) => filled(`debian/${file}`, facts),
  });
}

function filled(recipe: string, facts: Readonly<Record<string, string>> = {}): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'packaging', recipe), 'utf8');
  return text.replaceAll(/\{\{(\w+)(?: ([\w.-]+))?\}\}/g, (_, fact: string, file = '') => {
    switch (fact) {
      case 'version':
        return manifest.version;
      case 'description':
        return shortDescription();
      case 'homepage':
        return homepage;
      case 'url':
        return `${homepage}/releases/download/v${manifest.version}/${file}`;
      case 'sha256':
        return checksum(file);
      case 'SHA256':
        return checksum(file).toUpperCase();
    }
    const known = facts[fact];
    if (known === undefined) throw new Error(`${recipe}: unknown fact ${fact}`);
    return known;
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

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
