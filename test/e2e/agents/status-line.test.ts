import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { startFakeModel } from '../../support/fakes/fake-model.ts';
import { missingKimiCode, setUpKimiCode } from '../../support/kimi-code.ts';
import { setStage } from '../../support/stage.ts';
import { openTmux, tmuxIsMissing } from '../../support/tmux.ts';
import { testTimeoutMs } from '../../support/until.ts';

test(
  'the real Kimi Code shows mode, model, folder, branch and quota in its last line',
  { skip: missingKimiCode || tmuxIsMissing, timeout: testTimeoutMs },
  async (t) => {
    const stage = await setStage(t, { scenario: 'everyday' });
    const model = await startFakeModel(t, () => 'Done.');
    const kimi = setUpKimiCode(stage.home, model.url);
    execFileSync('git', ['init', '-q', '-b', 'feat/quota-line'], { cwd: kimi.project });
    const installed = await stage.run(['statusline', 'install', 'kimi-code']);
    assert.equal(installed.exitCode, 0, installed.stderr);
    assert.equal((await stage.run(['usage', '--refresh'])).exitCode, 0);
    const terminal = await openTmux(t, ['--plan'], {
      command: [kimi.program],
      cwd: kimi.project,
      home: stage.home,
      env: { ...kimi.env, ...stage.env },
      columns: 120,
    });
    await terminal.shows('Trust this folder');
    await terminal.press('Enter');
    const screen = await terminal.shows('7d ');
    assert.match(screen, /plan  k3  ~\/project  feat\/quota-line  Kimi 5h \d+% left · 7d \d+%/);
  },
);
