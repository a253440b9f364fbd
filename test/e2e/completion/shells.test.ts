import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const has = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Runs a script in a shell of its own, with `kimibar` on its path. */
function inShell(t: TestContext, shell: string, args: readonly string[], script: string): string {
  const home = tempFolder(t);
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'kimibar'),
    `#!/bin/sh\nexec '${process.execPath}' '${programPath}' "$@"\n`,
  );
  chmodSync(join(bin, 'kimibar'), 0o755);
  const env = { PATH: `${bin}:${process.env['PATH']}`, HOME: home, LANG: 'C.UTF-8', TERM: 'dumb' };
  const { stdout, stderr, status } = spawnSync(shell, [...args, script], {
    env,
    encoding: 'utf8',
    cwd: home,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

const press = (words: string, at: number): string =>
  `COMP_WORDS=(${words}) COMP_CWORD=${at}; _kimibar; printf '%s ' "\${COMPREPLY[@]}"; echo`;

test(
  'bash completes commands, targets, flags and scenarios, and evaluates nothing that was typed',
  { skip: !has('bash') },
  (t) => {
    const lines = inShell(
      t,
      'bash',
      ['--norc', '-c'],
      `source <(kimibar completion bash); source <(kimibar completion bash)
complete -p kimibar
${press("kimibar 'st'", 1)}
${press("kimibar statusline ''", 2)}
${press("kimibar statusline install 't'", 3)}
${press("kimibar guard '--m'", 2)}
${press("kimibar guard --window ''", 3)}
${press("kimibar demo --scenario 'weekly-o'", 3)}
${press("kimibar completion ''", 2)}
${press("kimibar --source = ''", 3)}
${press('kimibar --source =', 2)}
${press("kimibar '--max'", 1)}
${press("kimibar config set display.meters ''", 4)}
${press("kimibar config unset 'api'", 3)}
${press("kimibar '$(touch evaluated)' ''", 2)}
test ! -e evaluated && echo untouched`,
    ).split('\n');
    assert.match(lines[0] ?? '', /^complete -o default -F _kimibar kimibar$/);
    assert.deepEqual(
      lines.slice(1, 13).map((line) => line.trim()),
      [
        'statusline',
        'install uninstall print refresh kimi-code claude-code tmux starship zsh waybar i3blocks polybar swiftbar plain',
        'tmux',
        '--min-remaining --max-wait',
        'session weekly monthly code-weekly any',
        'weekly-out',
        'bash zsh fish powershell',
        'auto api cli web',
        'auto api cli web',
        '--max-age',
        'left used',
        'apiKey',
      ],
    );
    assert.equal(lines.at(-2), 'untouched');
  },
);

test('bash quotes the names of accounts', { skip: !has('bash') }, (t) => {
  const accounts = ['side job', 'x;touch evaluated;', '$(touch evaluated)'].map((name) => ({
    name,
  }));
  const config = JSON.stringify({ version: 1, providers: [{ id: 'kimi', accounts }] });
  const said = inShell(
    t,
    'bash',
    ['--norc', '-c'],
    `printf %s '${config}' >config.json; export KIMIBAR_CONFIG=$PWD/config.json
source <(kimibar completion bash)
${press("kimibar usage --account ''", 3)}`,
  );
  assert.equal(said.trim(), String.raw`side\ job x\;touch\ evaluated\; \$\(touch\ evaluated\)`);
});

test('fish shows the meaning of each word', { skip: !has('fish') }, (t) => {
  const said = inShell(
    t,
    'fish',
    ['--no-config', '-c'],
    `kimibar completion fish | source
complete -C 'kimibar gu'
complete -C 'kimibar statusline install '
complete -C 'kimibar guard --fail'`,
  );
  assert.match(said, /^guard\texit 1 when quota is low \(for scripts\)\n/);
  assert.match(said, /\nkimi-code\n.*\nswiftbar\n/s);
  assert.match(said, /\n--fail-open\t/);
});

test('zsh offers the same', { skip: !has('zsh') }, (t) => {
  const said = inShell(
    t,
    'zsh',
    ['-f', '-c'],
    `autoload -Uz compinit && compinit -u
source <(kimibar completion zsh)
print -r -- \${_comps[kimibar]}
_describe() { print -rl -- "\${(@P)2}" }
_files() { print files }
words=(kimibar statusline install '') CURRENT=4; _kimibar
words=(kimibar demo --scenario nearly) CURRENT=4; _kimibar
words=(kimibar --config '') CURRENT=3; _kimibar`,
  ).split('\n');
  assert.equal(shownIn(said)[0], '_kimibar');
  assert.deepEqual(shownIn(said).slice(1, 3), ['kimi-code:', 'claude-code:']);
  assert.ok(shownIn(said).includes('nearly-out:'));
  assert.equal(shownIn(said).at(-1), 'files');
});

function shownIn(said: readonly string[]): readonly string[] {
  return said.filter((line) => line !== '');
}

test('the PowerShell script calls kimibar complete', (t) => {
  const script = inShell(t, 'sh', ['-c'], 'kimibar completion powershell');
  assert.match(script, /Register-ArgumentCompleter -Native -CommandName kimibar/);
  assert.match(script, /kimibar complete -- @words \$last/);
  assert.match(script, /\.Split\(\[char\]9, 2\)/);
  assert.ok(script.includes(`"'" + $value.Replace("'", "''") + "'"`), script);
});
