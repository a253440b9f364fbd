import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { SimulatorOptions } from '../../../src/simulator/start-simulator.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/**
 * A folder with code-server, whose native parts are built, vsce, and `node`, the Node that
 * code-server needs. `.ci/run` makes it.
 */
export const codeLab = process.env['KIMIBAR_CODE_LAB'] ?? '';

/** False, or why the extension cannot be tried in VS Code. */
export const noCodeServer =
  !existsSync(join(codeLab, 'node')) && 'KIMIBAR_CODE_LAB has no code-server';

const root = join(import.meta.dirname, '..', '..', '..');
const codeServer = join(codeLab, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
const vsce = join(codeLab, 'node_modules', '@vscode', 'vsce', 'vsce');

/**
 * VS Code in a server, with the packed extension and a simulated Kimi. Resolves with its address.
 * It is stopped after the test.
 */
export async function startCode(
  t: TestContext,
  {
    scenario,
    locale = 'en',
  }: { readonly scenario: SimulatorOptions['scenario']; readonly locale?: string },
): Promise<string> {
  const stage = await setStage(t, { scenario });
  const folder = tempFolder(t);
  const program = join(folder, 'kimibar');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${programPath}' "$@"\n`, {
    mode: 0o700,
  });
  const user = join(folder, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  const settings = {
    'kimibar.command': program,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'telemetry.telemetryLevel': 'off',
  };
  writeFileSync(join(user, 'User', 'settings.json'), JSON.stringify(settings));
  execFileSync(process.execPath, [join(root, 'scripts', 'vscode-extension.ts'), vsce], {
    stdio: 'ignore',
  });
  const places = ['--user-data-dir', user, '--extensions-dir', join(folder, 'extensions')];
  const env = {
    PATH: process.env['PATH'],
    HOME: stage.home,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    ...stage.env,
  };
  const node = join(codeLab, 'node');
  const vsix = join(root, 'extensions', 'vscode', 'dist', 'kimibar.vsix');
  execFileSync(node, [codeServer, ...places, '--install-extension', vsix], {
    env,
    stdio: 'ignore',
  });
  const flags = ['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-telemetry'];
  const more = ['--disable-update-check', '--disable-workspace-trust', '--locale', locale];
  const child = spawn(node, [codeServer, ...places, ...flags, ...more], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
  });
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /listening on (http:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`code-server ended: ${said}`)));
  });
}
