import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import manifest from '../../../package.json' with { type: 'json' };
import { parseChecksums } from '../../../src/domain/release.ts';
import { isSignedBy } from '../../../src/host/release-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const releaseFiles = [
  'LICENSE',
  'kimibar-linux-arm64',
  'kimibar-linux-x64',
  'kimibar-macos',
  'kimibar-windows-x64.exe',
  'kimibar.1',
  'kimibar.tgz',
];

/** A release of files that contain their own names. */
function setUpRelease(t: TestContext): string {
  const folder = join(tempFolder(t), 'files');
  mkdirSync(folder);
  for (const file of releaseFiles) writeFileSync(join(folder, file), file);
  return folder;
}

function filledRecipes(t: TestContext): { readonly folder: string; read(path: string): string } {
  const folder = tempFolder(t);
  const args = ['--files', setUpRelease(t), '--out', folder, '--repository', 'someone/kimibar'];
  execFileSync(process.execPath, ['scripts/packages.ts', ...args], { cwd: root, stdio: 'pipe' });
  return { folder, read: (path) => readFileSync(join(folder, path), 'utf8') };
}

function checksum(file: string): string {
  return createHash('sha256').update(file).digest('hex');
}

const noPosix = process.platform === 'win32' && 'needs a POSIX shell';

/** False, or why a checker cannot be run. */
function lacks(program: string, option = '--version'): string | false {
  const { error } = spawnSync(program, [option], { stdio: 'ignore' });
  return error !== undefined && `no ${program} here`;
}

test('every recipe is filled in, with the checksum of each file that it names', (t) => {
  const { folder, read } = filledRecipes(t);
  const recipes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  assert.equal(recipes.length, 8);
  for (const recipe of recipes) {
    const text = read(recipe);
    assert.doesNotMatch(text, /\{ ?\{/, recipe);
    assert.ok(text.includes(manifest.version), recipe);
    const named = text.matchAll(/https:\S+\/releases\/download\/v\d[\d.]*\/([\w.-]*\w)/g);
    for (const [, file = ''] of named)
      assert.ok(text.toLowerCase().includes(checksum(file)), `${recipe}: ${file}`);
  }
});

test('Scoop gets JSON, winget flat YAML', (t) => {
  const { read } = filledRecipes(t);
  const scoop = JSON.parse(read('scoop/kimibar.json'));
  assert.equal(scoop.version, manifest.version);
  assert.equal(scoop.architecture['64bit'].hash, checksum('kimibar-windows-x64.exe'));
  for (const name of ['', '.installer', '.locale.en-US']) {
    const lines = read(`winget/KimiBar.KimiBar${name}.yaml`).trimEnd().split('\n');
    for (const line of lines)
      assert.match(line, /^ *(- )?(\w+:( '[^']*'| [^'{}:#&*]*)?|\w+)$/, `${name}: ${line}`);
  }
  assert.match(read('winget/KimiBar.KimiBar.installer.yaml'), /InstallerSha256: '[0-9A-F]{64}'/);
});

test('the PKGBUILD installs the executable of its processor', { skip: lacks('bash') }, (t) => {
  const { folder, read } = filledRecipes(t);
  const source = tempFolder(t);
  const version = manifest.version;
  const files = ['kimibar.1', 'LICENSE', 'kimibar-x64', 'kimibar-arm64'];
  for (const file of files) writeFileSync(join(source, `${file}-${version}`), file);
  assert.match(read('aur/PKGBUILD'), /^arch=\('x86_64' 'aarch64'\)$/m);
  // What Node's executable is linked with.
  assert.match(read('aur/PKGBUILD'), /^depends=\('glibc' 'gcc-libs'\)$/m);
  for (const [processor, installed] of [
    ['x86_64', 'kimibar-x64'],
    ['aarch64', 'kimibar-arm64'],
  ]) {
    const target = tempFolder(t);
    const script = 'set -eu; CARCH=$1 pkgdir=$2; . "$3"; package';
    const args = ['-c', script, 'bash', processor ?? '', target, join(folder, 'aur', 'PKGBUILD')];
    execFileSync('bash', args, { cwd: source });
    assert.equal(readFileSync(join(target, 'usr', 'bin', 'kimibar'), 'utf8'), installed);
  }
});

test('the Homebrew formula makes the download executable before it runs it', (t) => {
  const formula = filledRecipes(t).read('homebrew/kimibar.rb');
  assert.match(formula, /chmod 0755, bin\/"kimibar".*\n +generate_completions_from_executable/);
});

test('Scoop takes the checksum of a newer release from its list', (t) => {
  const { autoupdate } = JSON.parse(filledRecipes(t).read('scoop/kimibar.json'));
  assert.equal(autoupdate.hash.url, '$baseurl/SHA256SUMS');
});

test('the image takes the package of its release', (t) => {
  const dockerfile = filledRecipes(t).read('docker/Dockerfile');
  const address = 'https://github.com/someone/kimibar/releases/download';
  const source = `${address}/v${manifest.version}/kimibar.tgz`;
  assert.ok(dockerfile.includes(`ADD --checksum=sha256:${checksum('kimibar.tgz')} ${source} `));
});

test('the image unpacks a package as npm makes it, and runs it by name', { skip: noPosix }, (t) => {
  const dockerfile = filledRecipes(t).read('docker/Dockerfile');
  const [folder, source] = [tempFolder(t), tempFolder(t)];
  for (const path of ['opt', 'tmp', 'usr/local/bin'])
    mkdirSync(join(folder, path), { recursive: true });
  // npm leaves out who may run a file.
  mkdirSync(join(source, 'package', 'dist'), { recursive: true });
  const program = join(source, 'package', 'dist', 'kimibar.cjs');
  writeFileSync(program, '#!/bin/sh\necho it runs\n', { mode: 0o644 });
  execFileSync('tar', ['-czf', join(folder, 'tmp', 'kimibar.tgz'), '-C', source, 'package']);
  const [, steps = ''] = /^RUN ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? [];
  const script = steps
    .replaceAll('\\\n', ' ')
    .replace(/ && chown .*/, '')
    .replaceAll(/ \/(?=\w)/g, ` ${folder}/`);
  execFileSync('sh', ['-euc', script]);
  const started = join(folder, 'usr', 'local', 'bin', 'kimibar');
  assert.equal(execFileSync(started, { encoding: 'utf8' }), 'it runs\n');
});

test('the Homebrew formula is Ruby', { skip: lacks('ruby') }, (t) => {
  const { folder } = filledRecipes(t);
  execFileSync('ruby', ['-c', join(folder, 'homebrew', 'kimibar.rb')], { stdio: 'pipe' });
});

test('the flake is Nix', { skip: lacks('nix-instantiate') }, (t) => {
  const { folder } = filledRecipes(t);
  const flake = join(folder, 'nix', 'flake.nix');
  execFileSync('nix-instantiate', ['--parse', flake], { stdio: 'pipe' });
});

test("the Debian package has what Debian's policy asks for", { skip: lacks('dpkg-deb') }, (t) => {
  const out = tempFolder(t);
  const args = ['--files', setUpRelease(t), '--repository', 'someone/kimibar', '--out', out];
  execFileSync(process.execPath, ['scripts/packages.ts', ...args, '--deb', 'arm64', '--fast'], {
    cwd: root,
    stdio: 'pipe',
  });
  const deb = join(out, `kimibar_${manifest.version}_arm64.deb`);
  const field = (name: string): string =>
    execFileSync('dpkg-deb', ['--field', deb, name], { encoding: 'utf8' }).trim();
  assert.match(field('Depends'), /^libc6 \(>= [\d.]+\), libgcc-s1, libstdc\+\+6$/);
  assert.equal(field('Homepage'), 'https://github.com/someone/kimibar');
  assert.ok(Number(field('Installed-Size')) > 100);
  const tree = tempFolder(t);
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree]);
  execFileSync('md5sum', ['--check', '--strict', 'DEBIAN/md5sums'], { cwd: tree, stdio: 'pipe' });
  const doc = (name: string): Buffer => readFileSync(join(tree, 'usr/share/doc/kimibar', name));
  for (const license of [/^MIT License/, /@clack\/core/, /Node\.js/, /OpenSSL/])
    assert.match(doc('copyright').toString('utf8'), license);
  assert.match(
    gunzipSync(doc('changelog.gz')).toString('utf8'),
    /^kimibar \(0\.1\.0\) unstable; .*\n\n {2}\* .+\n\n -- .+ <.+> {2}\w{3}, .* \+0000\n$/,
  );
});

test('the release makes every file that a recipe or an upgrade names', () => {
  const workflow = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8');
  const musl = ['kimibar-linux-x64-musl', 'kimibar-linux-arm64-musl'];
  for (const file of [...releaseFiles, ...musl])
    assert.ok(workflow.includes(`${file === 'LICENSE' ? ' ' : ''}${file}`), file);
  for (const line of workflow.match(/.*(npm run packages --|scripts\/packages\.ts) .*/g) ?? [])
    assert.match(line, /--repository "\$GITHUB_REPOSITORY"/);
});

test('the list of checksums is what an upgrade reads, and signed', (t) => {
  const files = setUpRelease(t);
  const { privateKey } = generateKeyPairSync('ed25519');
  execFileSync(process.execPath, ['scripts/checksums.ts', '--files', files], {
    cwd: root,
    env: {
      ...process.env,
      KIMIBAR_RELEASE_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    },
  });
  const list = readFileSync(join(files, 'SHA256SUMS'));
  const key = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const signature = readFileSync(join(files, 'SHA256SUMS.sig'), 'utf8');
  assert.ok(isSignedBy(key.toString('base64'), list, signature));
  const release = parseChecksums(list.toString('utf8'));
  assert.equal(release?.version, manifest.version);
  assert.deepEqual([...(release?.checksums.keys() ?? [])], releaseFiles);
  assert.equal(release?.checksums.get('kimibar-macos'), checksum('kimibar-macos'));
});

test('sha256sum accepts the list', { skip: lacks('sha256sum') }, (t) => {
  const files = setUpRelease(t);
  execFileSync(process.execPath, ['scripts/checksums.ts', '--files', files], { cwd: root });
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: files, stdio: 'pipe' });
});
