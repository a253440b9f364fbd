import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulatorProcess } from './simulator-process.ts';
import { packAndInstall } from './pack-and-install.ts';
import { tryWith } from './try-with.ts';

/** The oldest Node that is promised, and the lines after it; or those that are named. */
const nodes = process.argv.length > 2 ? process.argv.slice(2) : ['22.13.0', '24', '26'];

// Packs the built program and tries it as a new user would: installed alone, in a folder with
// blanks and Chinese in its name, with the Nodes of npm's `node` package. Fetches these from the
// registry, and nothing else.
const folder = mkdtempSync(join(tmpdir(), 'kimibar-package-'));
// Somebody who is not root has to find what is installed here.
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
