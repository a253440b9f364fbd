import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { inject } from 'postject';
import manifest from '../package.json' with { type: 'json' };
import { nodeLicense } from './node-license.ts';

/**
 * Makes a single executable of the built program: `npm run binary -- [--node PATH] [--add FOLDER]
 * [--out FILE]`. PATH is the Node of the target system, of the same version as the Node that runs
 * this; FOLDER is an npm package to put beside the program (koffi's, for Windows). `--release FILE`
 * adds a `release.json`, if the build has none; with it the executable upgrades itself. The Mac's
 * must be signed afterwards.
 */
const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    add: { type: 'string', multiple: true, default: [] },
    release: { type: 'string' },
    out: { type: 'string', default: 'dist-binary/kimibar' },
  },
});

/** Parts of the build that only the npm package needs. */
const onlyNpm = /^(types|library|index\.mjs|compile-cache)/;
/** Marks the place in Node's executable that says whether a program was added. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

type Part = { readonly file: string; readonly bytes: Buffer };

const parts = [
  { file: 'LICENSE', bytes: readFileSync('LICENSE') },
  { file: 'NODE-LICENSE.txt', bytes: Buffer.from(nodeLicense()) },
  ...filesIn('dist').filter(({ file }) => !onlyNpm.test(file)),
  ...values.add.flatMap((folder) =>
    filesIn(folder).map(({ file, bytes }) => ({
      file: `node_modules/${packageName(folder)}/${file}`,
      bytes,
    })),
  ),
];
if (values.release !== undefined)
  parts.push({ file: 'release.json', bytes: readFileSync(values.release) });
const work = mkdtempSync(join(tmpdir(), 'kimibar-binary-'));
try {
  const archive = archiveOf(parts);
  const digest = createHash('sha256').update(archive).digest('hex').slice(0, 12);
  writeFileSync(join(work, 'files'), archive);
  writeFileSync(join(work, 'digest'), `${manifest.version}-${digest}\n`);
  const config = {
    main: resolve('packaging/binary/main.cjs'),
    output: join(work, 'blob'),
    disableExperimentalSEAWarning: true,
    assets: { files: join(work, 'files'), digest: join(work, 'digest') },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  execFileSync(process.execPath, ['--experimental-sea-config', join(work, 'config.json')]);
  mkdirSync(dirname(resolve(values.out)), { recursive: true });
  copyFileSync(values.node, values.out);
  chmodSync(values.out, 0o755);
  await inject(values.out, 'NODE_SEA_BLOB', readFileSync(join(work, 'blob')), {
    sentinelFuse: fuse,
    machoSegmentName: 'NODE_SEA',
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}

function filesIn(folder: string): readonly Part[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({
      file: path.slice(folder.length + 1).replaceAll('\\', '/'),
      bytes: readFileSync(path),
    }));
}

/** The length of the list, the list of files, then their bytes. */
function archiveOf(files: readonly Part[]): Buffer {
  const head = Buffer.from(
    JSON.stringify(files.map(({ file, bytes }) => ({ file, size: bytes.length }))),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return gzipSync(Buffer.concat([length, head, ...files.map(({ bytes }) => bytes)]), { level: 9 });
}

function packageName(folder: string): string {
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
  };
  return name;
}
