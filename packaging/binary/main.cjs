'use strict';
// The entry of the single executable: KimiBar's files are inside it as one archive. They are unpacked
// once for each version, since status lines, services and child processes need them on disk.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const sea = require('node:sea');
const zlib = require('node:zlib');

const name = `program-${sea.getAsset('digest', 'utf8').trim()}`;
const program = openProgram(cacheFolder());
const words = process.argv.slice(2);
const [first = ''] = words;
// Files that start KimiBar again name a script after the program, as with Node: by its bare name,
// which outlives upgrades, or by its path.
const isBareName = first === 'kimibar.cjs';
const isOwnScript = path.dirname(first) === program && first.endsWith('.cjs');
const script = isOwnScript ? first : path.join(program, 'kimibar.cjs');
process.argv = [process.execPath, script, ...words.slice(isBareName || isOwnScript ? 1 : 0)];
createRequire(script)(script);

/** The folder with this version's files; unpacks them if it is missing. */
function openProgram(cache) {
  const target = path.join(cache, name);
  if (isMine(target)) {
    markUsed(target);
    return target;
  }
  try {
    fs.mkdirSync(cache, { recursive: true, mode: 0o700 });
    const fresh = unpack(fs.mkdtempSync(path.join(cache, 'unpacking-')));
    try {
      fs.renameSync(fresh, target);
    } catch (reason) {
      // Another process was faster.
      fs.rmSync(fresh, { recursive: true, force: true });
      if (!isMine(target)) throw reason;
    }
    removeOlder(cache);
    return target;
  } catch {
    // A read-only home: for this run only.
    const fresh = unpack(fs.mkdtempSync(path.join(os.tmpdir(), 'kimibar-')));
    process.once('exit', () => fs.rmSync(fresh, { recursive: true, force: true }));
    return fresh;
  }
}

function unpack(folder) {
  const archive = zlib.gunzipSync(Buffer.from(sea.getRawAsset('files')));
  const headLength = archive.readUInt32BE(0);
  const head = JSON.parse(archive.subarray(4, 4 + headLength).toString('utf8'));
  let offset = 4 + headLength;
  for (const { file, size } of head) {
    const target = path.join(folder, ...file.split('/'));
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    fs.writeFileSync(target, archive.subarray(offset, offset + size), { mode: 0o600 });
    offset += size;
  }
  return folder;
}

/** A folder that no one else can change: what is in it will be run. */
function isMine(folder) {
  try {
    const facts = fs.lstatSync(folder);
    return (
      facts.isDirectory() &&
      (process.getuid === undefined ||
        (facts.uid === process.getuid() && (facts.mode & 0o022) === 0))
    );
  } catch {
    return false;
  }
}

/** Once an hour: `removeOlder` goes by this time. */
function markUsed(folder) {
  try {
    const now = Date.now();
    if (now - fs.statSync(folder).mtimeMs > 3_600_000)
      fs.utimesSync(folder, now / 1000, now / 1000);
  } catch {
    // A read-only disk keeps what it has.
  }
}

/** Earlier versions, unless they were used within a month: they may still run. */
function removeOlder(cache) {
  for (const other of fs.readdirSync(cache)) {
    if (!/^(program|unpacking)-/.test(other) || other === name) continue;
    const older = path.join(cache, other);
    try {
      if (Date.now() - fs.statSync(older).mtimeMs > 30 * 86_400_000)
        fs.rmSync(older, { recursive: true, force: true });
    } catch {
      // In use on Windows, or already gone.
    }
  }
}

/** The user's folder for caches, by the rules of the system. */
function cacheFolder() {
  const home = os.homedir();
  const { XDG_CACHE_HOME = '', LOCALAPPDATA = '' } = process.env;
  if (process.platform === 'win32')
    return path.join(LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'kimibar', 'cache');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'kimibar');
  const root = path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(home, '.cache');
  return path.join(root, 'kimibar');
}
