import { realpathSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Env } from './host.ts';
import { thisProgram, type ThisProgram } from './this-program.ts';

/** Folders that exist for one shell or one run, or that npm puts on the PATH of a script. */
const fleetingFolder = /[\\/](fnm_multishells|_npx|node_modules[\\/]\.bin)([\\/]|$)/;
/** Folders of one version, which an upgrade removes; a link outside leads to the current one. */
const versionedFolder = /[\\/](Cellar|\.pnpm|nix[\\/]store)[\\/]/;

/**
 * How to start this program from a file that outlives shells and upgrades, such as a service.
 * - Node: the `node` on the PATH if it leads to the Node that runs this; so Homebrew's `bin/node`
 *   instead of the Cellar's folder of one version. Else the path of this Node.
 * - The script: its real path, unless that is a folder of one version.
 * - The single executable unpacks its script into a folder of one version, so it also takes the bare
 *   name of the script and finds the current one.
 */
export function lastingProgram(env: Env, own: ThisProgram): ThisProgram {
  if (isUnpacked(own)) return { node: lastingNode(env, own.node), script: bareScript };
  return { node: lastingNode(env, own.node), script: lastingScript(own.script) };
}

/**
 * The path of a script that `lastingProgram` named. Undefined if it is inside an executable other
 * than the one that runs: a bare name must never lead to a file of the current folder.
 */
export function scriptPathOf(
  { node, script }: ThisProgram,
  own: ThisProgram = thisProgram(),
): string | undefined {
  if (isAbsolute(script)) return script;
  const executable = realPath(node);
  return executable !== undefined && executable === realPath(own.node) ? own.script : undefined;
}

/** The script's name inside the single executable. */
const bareScript = 'kimibar.cjs';

/** Whether the script was unpacked by the single executable; see packaging/binary/main.cjs. */
function isUnpacked({ script }: ThisProgram): boolean {
  return /[\\/]kimibar[\\/](cache[\\/])?program-[^\\/]+[\\/]kimibar\.cjs$/.test(script);
}

/** A program that installs Nodes or packages in folders that may disappear. */
export type Manager = 'npx' | 'fnm' | 'nvm' | 'volta' | 'asdf' | 'mise';

const managers: readonly (readonly [Manager, RegExp])[] = [
  ['npx', /[\\/]_npx[\\/]/],
  ['fnm', /[\\/]\.?fnm(_multishells)?[\\/]/],
  ['nvm', /[\\/]\.?nvm[\\/]/],
  ['volta', /[\\/]\.?volta[\\/]/i],
  ['asdf', /[\\/]\.asdf[\\/]/],
  ['mise', /[\\/]mise[\\/]installs[\\/]/],
];

/** The manager whose folder these paths are in, if any. */
export function managerOf({ node, script }: ThisProgram): Manager | undefined {
  return managers.find(([, folder]) => folder.test(node) || folder.test(script))?.[0];
}

/** Whether a folder on the PATH will still be there for another program. */
export function isLastingFolder(folder: string): boolean {
  return !fleetingFolder.test(folder);
}

/** The folders of the PATH that will still be there for another program. */
function lastingFolders(env: Env): readonly string[] {
  const path = env['PATH'] ?? env['Path'] ?? '';
  return path.split(delimiter).filter((folder) => isAbsolute(folder) && isLastingFolder(folder));
}

function lastingNode(env: Env, node: string): string {
  const realNode = realPath(node);
  const name = basename(node);
  // Homebrew links each formula in `opt`, also one that is not on the PATH (`node@22`).
  const [, prefix, formula] =
    /^(.*)\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/.exec(realNode ?? '') ?? [];
  const candidates = [
    ...lastingFolders(env).map((folder) => join(folder, name)),
    ...(prefix === undefined ? [] : [`${prefix}/opt/${formula}/bin/node`]),
  ];
  const isSame = (path: string): boolean => realNode !== undefined && realPath(path) === realNode;
  return candidates.find((path) => isSame(path) && !versionedFolder.test(path)) ?? node;
}

function lastingScript(script: string): string {
  const real = realPath(script);
  if (real === undefined) return script;
  return versionedFolder.test(real) && isLastingFolder(dirname(script)) ? script : real;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
