import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  startFakeModel,
  type Conversation,
  type ModelAnswer,
} from '../../support/fakes/fake-model.ts';
import { missingKimiCode, setUpKimiCode } from '../../support/kimi-code.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { noScripts } from '../../support/this-system.ts';
import { testTimeoutMs, until } from '../../support/until.ts';
import pluginManifest from '../../../extensions/kimi-code/kimi.plugin.json' with { type: 'json' };
import manifest from '../../../package.json' with { type: 'json' };
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';

const source = join(import.meta.dirname, '..', '..', '..', 'extensions', 'kimi-code');
const real = { skip: missingKimiCode, timeout: testTimeoutMs };
const scripts = { skip: noScripts };

/** `kimibar` on the PATH, signed in to the stage's Kimi. */
function putOnPath({ home, env }: Stage): void {
  mkdirSync(join(home, 'bin'), { recursive: true });
  const program = join(home, 'bin', 'kimibar');
  const exported = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(
    program,
    `#!/bin/sh\n${exported.join('')}exec '${process.execPath}' '${programPath}' "$@"\n`,
  );
  chmodSync(program, 0o755);
}

/** The real Kimi Code with the plugin, as `/plugins install` leaves it. */
async function setUpPlugin(
  t: TestContext,
  scenario: ScenarioName,
  answer: (conversation: Conversation) => ModelAnswer,
) {
  const stage = await setStage(t, { scenario });
  const model = await startFakeModel(t, answer);
  const kimi = setUpKimiCode(stage.home, model.url);
  putOnPath(stage);
  const root = join(kimi.folder, 'plugins', 'managed', 'kimibar');
  cpSync(source, root, { recursive: true });
  const at = new Date().toISOString();
  const plugin = {
    id: 'kimibar',
    root,
    source: 'local-path',
    enabled: true,
    installedAt: at,
    updatedAt: at,
  };
  writeFileSync(
    join(kimi.folder, 'plugins', 'installed.json'),
    JSON.stringify({ version: 1, plugins: [plugin] }),
  );
  return { stage, model, kimi };
}

const said = ({ messages }: Conversation, role: string): string =>
  messages
    .filter((message) => message.role === role)
    .map(({ content }) => content)
    .join('\n');

test('the plugin has the version of the program', () => {
  assert.equal(pluginManifest.version, manifest.version);
});

test(
  'an agent in the real Kimi Code asks before it starts, and is told in its prompt',
  real,
  async (t) => {
    const { stage, model, kimi } = await setUpPlugin(t, 'weekly-out', ({ messages, tools }) => {
      const tool = tools.find((name) => name.endsWith('kimi_can_start'));
      if (messages.at(-1)?.role === 'tool' || tool === undefined) return 'I did not start.';
      return { tool, args: { minutes: 240 } };
    });
    assert.equal((await stage.run(['statusline', 'repair'])).exitCode, 0);
    await stage.run(['usage', '--refresh']);
    const run = await kimi.run(['-p', 'Refactor everything.']);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.match(run.stdout, /I did not start\./);
    const [first, last] = [model.asked[0], model.asked.at(-1)];
    assert.ok(first !== undefined && last !== undefined);
    assert.ok(first.tools.includes('mcp__plugin-kimibar_kimibar__kimi_quota'));
    assert.match(said(first, 'system'), /kimi-quota/);
    assert.match(said(first, 'user'), /KimiBar: Used up\. Back/);
    assert.match(said(last, 'tool'), /The weekly quota is used up\. It is back at /);
    assert.match(said(last, 'tool'), /"answer":"no"/);
  },
);

test(
  'Kimi Code calls the server that mcp install added; enough quota adds no line',
  real,
  async (t) => {
    const { stage, model, kimi } = await setUpPlugin(t, 'fresh-week', ({ messages, tools }) => {
      const tool = tools.find((name) => name === 'mcp__kimibar__kimi_quota');
      if (messages.at(-1)?.role === 'tool' || tool === undefined) return 'Done.';
      return { tool, args: {} };
    });
    rmSync(join(kimi.folder, 'plugins', 'managed', 'kimibar', 'kimi.plugin.json'));
    const env = { PATH: kimi.env['PATH'] ?? '' };
    const installed = await stage.run(['mcp', 'install', 'kimi-code'], { env });
    assert.equal(installed.exitCode, 0, installed.stderr);
    assert.match(readFileSync(join(kimi.folder, 'mcp.json'), 'utf8'), /"command": "kimibar"/);
    const run = await kimi.run(['-p', 'How much is left?']);
    assert.equal(run.exitCode, 0, run.stderr);
    const last = model.asked.at(-1);
    assert.ok(last !== undefined);
    assert.match(said(last, 'tool'), /5-hour\s/);
    assert.doesNotMatch(said(last, 'user'), /KimiBar:/);
  },
);

test(
  'the hooks put back a lost status line, and note only a quota that is short',
  scripts,
  async (t) => {
    const stage = await setStage(t, { scenario: 'weekly-out' });
    putOnPath(stage);
    const env = {
      HOME: stage.home,
      PATH: `${join(stage.home, 'bin')}:${process.env['PATH'] ?? ''}`,
      KIMI_CODE_HOME: join(stage.home, '.kimi-code'),
    };
    const hook = (name: string): string =>
      execFileSync('sh', [join(source, 'hooks', name)], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
        encoding: 'utf8',
      });
    const config = join(stage.home, '.kimi-code', 'tui.toml');
    const lines = join(stage.home, '.local', 'share', 'kimibar', 'statusline');
    assert.equal(hook('prompt.sh').trim(), '');

    await stage.run(['usage']);
    await stage.run(['statusline', 'install', 'kimi-code', '--format', '{session.left}%']);
    const whole = readFileSync(config, 'utf8');
    writeFileSync(config, 'theme = "dark"\n');
    assert.equal(hook('session-start.sh'), '');
    await until(() => readFileSync(config, 'utf8').includes('statusline'), 'the status line');
    assert.equal(readFileSync(config, 'utf8'), `theme = "dark"\n\n${whole}`);
    const note = readFileSync(join(lines, 'kimi-code-prompt.lines'), 'utf8');
    assert.match(note, /^\d+ KimiBar: Used up\. Back .*\. The weekly limit is used up/m);
    assert.match(hook('prompt.sh'), /^KimiBar: Used up\. Back [^\n]*\n$/);

    stage.simulator.setScenario('fresh-week');
    await stage.run(['usage', '--max-age', '0']);
    assert.equal(hook('prompt.sh').trim(), '');

    await stage.run(['statusline', 'uninstall', 'kimi-code']);
    assert.equal(hook('prompt.sh'), '');
    await stage.run(['statusline', 'repair']);
    assert.equal(readFileSync(config, 'utf8'), 'theme = "dark"\n');
  },
);
