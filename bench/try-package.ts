import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The oldest Node that is promised, and the lines after it. */
const nodes = ['22.13.0', '24', '26'];
const sizeLimitBytes = 1.5 * 1024 * 1024;

type Step = { readonly name: string; readonly isGood: boolean };

// Packs the built program and tries it as a new user would: installed alone, in a folder with blanks and Chinese in its
// name, an empty home, with the Nodes of npm's `node` package. Fetches these from the registry, and nothing else.
const folder = mkdtempSync(join(tmpdir(), 'kimibar-package-'));
try {
  const steps = [...pack(), ...nodes.flatMap(tryWith)];
  for (const { name, isGood } of steps) process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'}  ${name}\n`);
  if (steps.some(({ isGood }) => !isGood)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): readonly Step[] {
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], join(import.meta.dirname, '..'));
  const bytes = statSync(tarball()).size;
  const home = place('程序 家');
  npm(['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--prefix', home, tarball()], folder);
  const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'));
  return [
    { name: `packed: ${Math.round(bytes / 1024)} KB`, isGood: bytes <= sizeLimitBytes },
    { name: `installed alone: ${installed.join(', ')}`, isGood: installed.join() === 'kimibar' },
  ];
}

function tryWith(version: string): readonly Step[] {
  const prefix = place(`node ${version}`);
  npm(['install', '--no-audit', '--no-fund', '--prefix', prefix, `node-${nodePlatform()}-${process.arch}@${version}`], folder);
  const node = join(
    prefix,
    'node_modules',
    `node-${nodePlatform()}-${process.arch}`,
    'bin',
    nodePlatform() === 'win' ? 'node.exe' : 'node',
  );
  const program = join(folder, '程序 家', 'node_modules', 'kimibar', 'dist', 'kimibar.cjs');
  const home = place(`home ${version}`);
  const file = join(home, 'file');
  writeFileSync(file, '');
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    spawnSync(node, [program, ...args], { cwd: home, env: { HOME: home, USERPROFILE: home, LANG: 'C.UTF-8', ...more }, encoding: 'utf8' });
  const told = run(['--version']);
  const demo = run(['demo']);
  const library = spawnSync(
    node,
    ['--input-type=module', '-e', "import { usageRecord } from 'kimibar'; console.log(typeof usageRecord);"],
    {
      cwd: join(folder, '程序 家'),
      env: { HOME: home },
      encoding: 'utf8',
    },
  );
  const refusing = { KIMI_CODE_API_KEY: 'sk-kimi-none', KIMI_CODE_BASE_URL: 'http://127.0.0.1:1' };
  const offline = run(['usage', '--json'], refusing);
  const unwritable = run(['demo'], { KIMIBAR_DATA_DIR: join(file, 'data') });
  return [
    { name: `Node ${version}: --version`, isGood: told.status === 0 && told.stderr === '' },
    { name: `Node ${version}: demo, an empty home`, isGood: demo.status === 0 && demo.stderr === '' && demo.stdout.includes('Allegretto') },
    { name: `Node ${version}: the library`, isGood: library.stdout === 'function\n' && library.stderr === '' },
    { name: `Node ${version}: offline`, isGood: offline.status === 1 && offline.stdout.includes('"reason":"offline"') },
    { name: `Node ${version}: a data folder that can't be made`, isGood: unwritable.status === 0 },
    { name: `Node ${version}: no key at all`, isGood: run(['usage', '--source', 'api']).status === 1 },
  ];
}

function nodePlatform(): string {
  return process.platform === 'win32' ? 'win' : process.platform;
}

function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

function tarball(): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'no tarball');
}

function npm(args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${args[0] ?? ''} failed: ${stderr}`);
}
