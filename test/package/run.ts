import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulatorProcess } from './simulator-process.ts';
import { packAndInstall } from './pack-and-install.ts';
import { tryWith } from './try-with.ts';

/**
 * Versions from the command line; by default the oldest supported Node and the current release
 * lines.
 */
const nodes = process.argv.length > 2 ? process.argv.slice(2) : ['22.13.0', '24', '26'];

// Packs the built program and tries it as a new user would: installed without anything else, in a
// folder with blanks and Chinese characters in its name, with several versions of Node from npm.
// Downloads only these.
const folder = mkdtempSync(join(tmpdir(), 'kimibar-package-'));
// A user other than root needs access, too.
chmodSync(folder, 0o755);
const simulator = await startSimulatorProcess();
try {
  const { installed, steps } = packAndInstall(folder);
  const all = [
    ...steps,
    ...nodes.flatMap((version) => tryWith(version, { folder, installed, env: simulator.env })),
  ];
  for (const { name, isGood } of all)
    process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'}  ${name}\n`);
  process.stdout.write(
    `${all.filter(({ isGood }) => isGood).length} of ${all.length} steps went well\n`,
  );
  if (all.some(({ isGood }) => !isGood)) process.exitCode = 1;
} finally {
  simulator.stop();
  rmSync(folder, { recursive: true, force: true });
}
