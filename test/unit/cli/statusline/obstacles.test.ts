import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { runInstall, runUninstall } from '../../../../src/cli/commands/statusline/install.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { put, run } from './run-install.ts';

test('lines of the user around our block stay, also after a mark without its partner', async (t) => {
  const home = tempFolder(t);
  const text = '# kimibar: begin\nset -g mouse on\n';
  const file = put(home, { path: '.tmux.conf', text });
  await run(runInstall, home, 'tmux');
  await run(runInstall, home, 'tmux', { format: '{line}' });
  writeFileSync(file, `# top\n${readFileSync(file, 'utf8')}`);
  assert.equal((await run(runUninstall, home, 'tmux')).exitCode, 0);
  assert.equal(readFileSync(file, 'utf8'), `# top\n${text}`);

  writeFileSync(file, '');
  await run(runInstall, home, 'tmux');
  writeFileSync(file, `# top\n${readFileSync(file, 'utf8')}`);
  await run(runUninstall, home, 'tmux');
  assert.equal(readFileSync(file, 'utf8'), '# top\n');
});
