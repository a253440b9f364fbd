import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { timePairs, type Run } from './paired-runs.ts';

const root = join(import.meta.dirname, '..');
const commands = [
  { name: '`--version`', args: ['--version'] },
  { name: '`usage`, cached', args: ['usage', '--max-age', '3600'] },
] as const;

/** The single executable beside the npm package, which needs a Node of its own. */
export function measureExecutable(
  program: string,
  { env, folder }: { readonly env: Readonly<Record<string, string>>; readonly folder: string },
): readonly Figure[] {
  const path = join(folder, 'kimibar');
  mkdirSync(folder, { recursive: true });
  execFileSync(process.execPath, ['scripts/binary.ts', '--out', path], {
    cwd: root,
    stdio: 'pipe',
  });
  const executable = readFileSync(path);
  const dist = join(root, 'dist');
  return [
    ...commands.map(({ name, args }) => startUp({ name, args }, { path, program, env })),
    {
      name: 'size, unpacked',
      value: megabytes(executable.length / 1e6),
      beside: megabytes(sizeOf(dist) / 1e6),
    },
    { name: 'size, gzip', value: megabytes(gzipSync(executable).length / 1e6) },
  ];
}

function startUp(
  { name, args }: { name: string; args: readonly string[] },
  { path, program, env }: { path: string; program: string; env: Run['env'] },
): Figure {
  const packaged: Run = { args: [program, ...args], env };
  const { medianMs, baseMs, ratio } = timePairs({ program: path, args, env }, packaged, 20);
  return {
    name,
    value: milliseconds(medianMs),
    beside: milliseconds(baseMs),
    ratio,
    goal: atMost(ratio, 1.5),
  };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((facts) => facts.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}
