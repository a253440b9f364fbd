import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { toolFor } from '../../../../src/cli/commands/statusline/tools.ts';
import type { InstallTarget } from '../../../../src/present/status-line/status-target.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('configs are found in an absolute XDG_CONFIG_HOME; a relative one is ignored', (t) => {
  const home = tempFolder(t);
  const pathWith = (target: InstallTarget, folder: string) => {
    const machine = recordedContext(home, { env: { XDG_CONFIG_HOME: folder } }).ctx.host;
    return toolFor(target, ['kimibar'], { machine, pluginFolder: undefined }).paths.at(-1);
  };
  for (const [target, ...names] of [
    ['tmux', 'tmux', 'tmux.conf'],
    ['starship', 'starship.toml'],
    ['polybar', 'polybar', 'config.ini'],
  ] as const) {
    assert.equal(pathWith(target, join(home, 'xdg')), join(home, 'xdg', ...names));
    assert.equal(pathWith(target, 'xdg'), join(home, '.config', ...names));
  }
});
