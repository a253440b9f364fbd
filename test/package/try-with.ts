import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { completionScripts } from '../../src/cli/commands/completion/completion-scripts.ts';
import { npm } from './npm.ts';
import type { Installed } from './pack-and-install.ts';
import type { Step } from './step.ts';

type Trial = {
  readonly folder: string;
  readonly installed: Installed;
  readonly env: Readonly<Record<string, string>>;
};
type Run = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

const shells = Object.keys(completionScripts);
const platform = process.platform === 'win32' ? 'win' : process.platform;
/** Another user id, if this process may switch users. */
const otherUserId = process.getuid?.() === 0 ? 65_534 : undefined;

/** Does what a new user with this version of Node would do. `env` leads to the simulated Kimi. */
export function tryWith(version: string, { folder, installed, env }: Trial): readonly Step[] {
  const node = installNode(version, folder);
  const home = join(folder, `home ${version}`);
  mkdirSync(home);
  const program = join(installed.prefix, 'node_modules', 'kimibar', 'dist', 'kimibar.cjs');
  const run = (
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
    uid?: number,
  ): Run =>
    spawnSync(node, args, {
      cwd: home,
      env: { HOME: home, USERPROFILE: home, LANG: 'C.UTF-8', ...more },
      encoding: 'utf8',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
  const nowhere = { KIMI_CODE_API_KEY: 'sk-kimi-none', KIMI_CODE_BASE_URL: 'http://127.0.0.1:1' };
  const steps: Readonly<Record<string, () => boolean>> = {
    '--version': () => isQuiet(run([program, '--version'])),
    'npx, demo': () => npx(node, installed.tarball, home).includes('Allegretto'),
    'an empty home, demo': () => showsCard(run([program, 'demo'])),
    'an empty home, no sign-in anywhere': () =>
      run([program, 'usage', '--source', 'api']).status === 1,
    'a key in the environment': () => showsCard(run([program], env)),
    offline: () => /"reason":"offline"/.test(run([program, 'usage', '--json'], nowhere).stdout),
    'a home that can’t be written to': () =>
      showsUnkept(program, run, { folder: join(folder, `sealed ${version}`), env }),
    'a user who is not root': () =>
      otherUserId === undefined ||
      asOtherUser(program, run, { folder: join(folder, `other user ${version}`), env }),
    'the library': () => importsLibrary(node, installed.prefix),
    [`completion for ${shells.join(', ')}`]: () =>
      shells.every((shell) => isQuiet(run([program, 'completion', shell]))),
  };
  return Object.entries(steps).map(([name, isGood]) => ({
    name: `Node ${version}: ${name}`,
    isGood: isGood(),
  }));
}

function installNode(version: string, folder: string): string {
  const prefix = join(folder, `node ${version}`);
  const name = `node-${platform}-${process.arch}`;
  mkdirSync(prefix);
  npm(['install', '--no-audit', '--no-fund', '--prefix', prefix, `${name}@${version}`], folder);
  return join(prefix, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
}

/** This Node comes first on the path, so that the program's `#!` line finds it. */
function npx(node: string, tarball: string, home: string): string {
  const env = {
    ...process.env,
    HOME: home,
    PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  return npm(['exec', '--yes', `--package=${tarball}`, '--', 'kimibar', 'demo'], home, env);
}

function showsCard({ status, stdout, stderr }: Run): boolean {
  return status === 0 && stderr === '' && stdout.includes('Allegretto');
}

function isQuiet({ status, stdout, stderr }: Run): boolean {
  return status === 0 && stderr === '' && stdout !== '';
}

type Place = { readonly folder: string; readonly env: Readonly<Record<string, string>> };

/**
 * The card is shown, with a note that nothing can be saved. A file in place of the folder keeps
 * root out, too.
 */
function showsUnkept(
  program: string,
  run: (args: readonly string[], env: Readonly<Record<string, string>>) => Run,
  { folder, env }: Place,
) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'file'), '');
  const { status, stdout, stderr } = run([program], {
    ...env,
    HOME: folder,
    KIMIBAR_DATA_DIR: join(folder, 'file', 'data'),
  });
  return (
    status === 0 &&
    stdout.includes('Allegretto') &&
    stderr.includes("Can't write to the data folder")
  );
}

function asOtherUser(
  program: string,
  run: (args: readonly string[], env: Readonly<Record<string, string>>, uid?: number) => Run,
  { folder, env }: Place,
): boolean {
  mkdirSync(folder);
  chownSync(folder, otherUserId ?? 0, otherUserId ?? 0);
  const mine = run([program], { ...env, HOME: folder }, otherUserId);
  chmodSync(folder, 0o555);
  const sealed = run(
    [program, '--max-age', '0'],
    { ...env, HOME: folder, KIMIBAR_DATA_DIR: join(folder, 'new') },
    otherUserId,
  );
  return (
    showsCard(mine) &&
    sealed.status === 0 &&
    sealed.stdout.includes('Allegretto') &&
    sealed.stderr !== ''
  );
}

function importsLibrary(node: string, prefix: string): boolean {
  const code = "import { usageRecord } from 'kimibar'; console.log(typeof usageRecord);";
  const { stdout, stderr } = spawnSync(node, ['--input-type=module', '-e', code], {
    cwd: prefix,
    env: { HOME: prefix },
    encoding: 'utf8',
  });
  return stdout === 'function\n' && stderr === '';
}
