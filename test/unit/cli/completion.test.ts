import assert from 'node:assert/strict';
import test from 'node:test';
import { runCompletion } from '../../../src/cli/commands/completion/completion.ts';
import { recordedContext } from '../../support/recorded-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('how to install completion is only said to a user who reads the script', async (t) => {
  const home = tempFolder(t);
  // As in a shell's start-up file, `source <(kimibar completion bash)`.
  const inStartFile = recordedContext(home, { interactive: true });
  await runCompletion(inStartFile.ctx, 'bash');
  assert.match(inStartFile.stdout(), /^# bash completion/);
  assert.equal(inStartFile.stderr(), '');
  const byHand = recordedContext(home, { interactive: true, isOutputShown: true });
  await runCompletion(byHand.ctx, 'bash');
  assert.match(byHand.stderr(), /~\/\.bashrc/);
});
