import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { transformWithOxc } from 'vite';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { docBlocks, recipeBlock } from '../../support/doc-blocks.ts';
import { lacksJinja, python, recipeShell } from './recipe-shell.ts';

const skip = process.platform === 'win32' ? 'needs a POSIX shell' : false;
const root = join(import.meta.dirname, '..', '..', '..');

/** What each script prints, by its section. `undefined`: needs more than a shell. */
const printed: Readonly<Record<string, RegExp | undefined>> = {
  'GNOME: Argos':
    /^Kimi 5h 30% left .*\n---\n[^]*\| bash="kimibar statusline refresh --force" terminal=false refresh=true\n.*\| href=/,
  'KDE Plasma: Command Output': /^Kimi 5h 30% left [^\n]*\n$/,
  Raycast: /^Kimi 5h 30% left [^\n]*\n$/,
  Docker: undefined,
};

test('every script prints what its tool shows', { skip }, async (t) => {
  const { run } = await recipeShell(t);
  await run('kimibar usage');
  const blocks = docBlocks('docs/recipes.md', 'sh');
  assert.deepEqual(
    blocks.map(({ heading }) => heading),
    Object.keys(printed),
  );
  for (const { heading, text } of blocks) {
    const expected = printed[heading];
    if (expected === undefined) continue;
    const { exitCode, stdout, stderr } = await run(text);
    assert.deepEqual([exitCode, stderr], [0, ''], heading);
    assert.match(stdout, expected, heading);
  }
  const menu = (await run(recipeBlock('sh', /Argos/))).stdout;
  assert.doesNotMatch(menu, /param1/);
  const [, command = ''] = /bash="([^"]*)"/.exec(menu) ?? [];
  assert.equal((await run(command)).exitCode, 0);
});

test('the Raycast script has the keys that Raycast requires', () => {
  const script = recipeBlock('sh', /Raycast/);
  assert.match(script, /^#!\/bin\/sh\n(# @raycast\.\w+ .+\n)+[^#]/);
  for (const key of ['schemaVersion 1', 'title ', 'mode inline', 'refreshTime '])
    assert.ok(script.includes(`# @raycast.${key}`), key);
});

test('the Übersicht widget shows usage, a failure, and nothing yet', { skip }, async (t) => {
  const { run, stage } = await recipeShell(t);
  const { code } = await transformWithOxc(recipeBlock('jsx', /bersicht/), 'kimi.jsx', {
    jsx: { runtime: 'classic' },
  });
  const folder = tempFolder(t);
  const element = `const React = { createElement: (tag, _, ...inner) => \`\${inner.flat().join('')}\\n\` };\n`;
  writeFileSync(join(folder, 'kimi.mjs'), element + code);
  const widget = (await import(join(folder, 'kimi.mjs'))) as {
    readonly command: string;
    readonly render: (props: { output?: string; error?: unknown }) => string;
  };
  const { stdout } = await run(widget.command);
  assert.match(
    widget.render({ output: stdout }),
    /^Enough until about .*\n5-hour: 30% left\nWeekly: 89% left\nMonthly: 45% left\n/,
  );
  const failed = await run(widget.command, { KIMI_CODE_API_KEY: '', KIMIBAR_DATA_DIR: stage.home });
  assert.match(widget.render({ output: failed.stdout }), /^Not signed in: /);
  assert.equal(widget.render({}), '…\n');
  assert.equal(widget.render({ error: 'broken' }), 'broken\n');
});

test('cron runs the nightly job, and resume once there is something', { skip }, async (t) => {
  const { run, stage } = await recipeShell(t);
  const lines = recipeBlock('crontab', /^cron/).trim().split('\n');
  const commands = lines.map((line) => /^(?:[\d*/]+ +){4}[\d*]+ +(.*)$/.exec(line)?.[1]);
  const [path, nightly = '', resume = ''] = commands;
  assert.equal(path, undefined);
  assert.match(lines[0] ?? '', /^PATH=\S+$/);
  for (const command of [nightly, resume]) assert.doesNotMatch(command, /%/);
  const job = await run(nightly);
  assert.equal(job.exitCode, 0);
  assert.match(job.stdout, /OK[^]*kimi in .*src\/app: -p run the nightly job\n$/);
  assert.deepEqual(await run(resume), { exitCode: 1, stdout: '', stderr: '' });
  assert.match((await run(resume.replace(/ >.*/, ''))).stderr, /Nothing to continue/);
  assert.ok(stage.asked('usages') > 0);
});

test('the systemd units are valid, and their commands run', { skip }, async (t) => {
  const { run, bin } = await recipeShell(t);
  const units = docBlocks('docs/recipes.md', 'ini').map(({ text }) => {
    const [, name = ''] = /^# (\S+)\n/.exec(text) ?? [];
    return { name, text };
  });
  assert.deepEqual(
    units.map(({ name }) => name),
    ['kimi-nightly.service', 'kimi-nightly.timer', 'kimi-resume.service', 'kimi-resume.timer'],
  );
  const commandsOf = (index: number): readonly string[] =>
    [...(units[index]?.text ?? '').matchAll(/^Exec\w+=\/bin\/sh -c '(.*)'$/gm)].map(
      ([, command = '']) => command,
    );
  const [condition = '', job = ''] = commandsOf(0);
  assert.equal((await run(condition)).exitCode, 0);
  assert.match((await run(job)).stdout, /^kimi in .*: -p run the nightly job\n$/);
  const resumed = await run(commandsOf(2)[0] ?? '');
  assert.match(units[2]?.text ?? '', /^SuccessExitStatus=1 75$/m);
  assert.equal(resumed.exitCode, 1);

  for (const { name, text } of units) writeFileSync(join(bin, name), text);
  const files = units.map(({ name }) => join(bin, name));
  const verified = spawnSync('systemd-analyze', ['--user', 'verify', '--man=no', ...files], {
    encoding: 'utf8',
    env: { ...process.env, XDG_RUNTIME_DIR: bin },
  });
  if (verified.error !== undefined) return t.diagnostic('systemd-analyze is not installed');
  assert.deepEqual([verified.status, verified.stderr], [0, '']);
});

const renderSensors = `
import json, sys, yaml, jinja2
class Loader(yaml.SafeLoader): pass
Loader.add_constructor('!secret', lambda loader, node: '!' + node.value)
given = json.load(sys.stdin)
config = yaml.load(given['yaml'], Loader)
jinja = jinja2.Environment(undefined=jinja2.StrictUndefined)
rest = config['rest'][0]
render = lambda template, **values: jinja.from_string(template).render(**values).strip()
print(json.dumps({
    'headers': rest['headers'], 'path': rest['resource'],
    'states': [render(sensor['value_template'], value_json=given['usage']) for sensor in rest['sensor']],
    'attributes': rest['sensor'][0]['json_attributes'],
    'message': render(config['automation'][0]['actions'][0]['data']['message'], state_attr=lambda entity, name: entity + '.' + name),
}))
`;

test(
  'the templates of Home Assistant read usage and failures',
  { skip: skip || lacksJinja() },
  async (t) => {
    const yaml = recipeBlock('yaml', /Home Assistant/);
    const token = 'a-token-of-twenty-signs';
    for (const [key, states] of [
      [undefined, ['short', '30.5']],
      ['sk-kimi-unknown', ['unknown', 'None']],
    ] as const) {
      const stage = await setStage(t, key === undefined ? {} : { key });
      const env = { ...stage.env, KIMIBAR_TOKEN: token };
      const server = await startServer(t, { home: stage.home, env });
      const headers = { Authorization: `Bearer ${token}` };
      const usage: unknown = await (await server.get('/usage', { headers })).json();
      assert.deepEqual(python(renderSensors, { yaml, usage }), {
        headers: { Authorization: '!kimibar_authorization' },
        path: 'http://192.168.1.20:8737/usage',
        states,
        attributes: ['text', 'until', 'backAt'],
        message: 'sensor.kimi.text',
      });
    }
  },
);

type Workflow = {
  readonly steps: readonly { readonly id?: string; readonly if?: string; readonly run?: string }[];
};

test(
  'the GitHub job runs the agent only with enough quota',
  { skip: skip || lacksJinja() },
  async (t) => {
    const yaml = recipeBlock('yaml', /GitHub/);
    const script = `import json, sys, yaml\nprint(json.dumps(yaml.safe_load(json.load(sys.stdin))['jobs']['agent']))`;
    const { steps } = python(script, yaml) as Workflow;
    const gate = steps.find(({ id }) => id === 'quota')?.run ?? '';
    const agent = steps.at(-1);
    assert.equal(agent?.if, "steps.quota.outputs.enough == '0'");
    for (const [scenario, key, exitCode, output] of [
      ['everyday', undefined, 0, 'enough=0\n'],
      ['session-out', undefined, 0, 'enough=1\n'],
      ['everyday', '', 69, ''],
    ] as const) {
      const { run, stage } = await recipeShell(t, scenario);
      const file = join(stage.home, 'output');
      writeFileSync(file, '');
      const env = { GITHUB_OUTPUT: file, ...(key === undefined ? {} : { KIMI_CODE_API_KEY: key }) };
      const found = await run(`set -e\n${gate}`, env);
      assert.equal(found.exitCode, exitCode, found.stdout + found.stderr);
      assert.equal(readFileSync(file, 'utf8'), output);
      if (output === 'enough=0\n') assert.match((await run(agent?.run ?? '')).stdout, /^kimi in/);
    }
  },
);

test('what the Dockerfile copies serves as the recipe starts it', { skip }, async (t) => {
  const dockerfile = readFileSync(join(root, 'deploy', 'Dockerfile'), 'utf8');
  const recipe = recipeBlock('sh', /Docker/);
  assert.match(recipe, /-f deploy\/Dockerfile [^]*-v kimibar:\/data/);
  const folder = tempFolder(t);
  for (const [, sources = '', target = ''] of dockerfile.matchAll(
    /^COPY --from=build (.+) (\S+)$/gm,
  )) {
    for (const source of sources.split(' ').map((path) => path.replace('/src/', ''))) {
      const into = target.endsWith('/') ? join(folder, target, source) : join(folder, target);
      mkdirSync(join(into, '..'), { recursive: true });
      cpSync(join(root, source), into, { recursive: true });
    }
  }
  const [, program = ''] = /^ENTRYPOINT \["node", "(.+)"\]$/m.exec(dockerfile) ?? [];
  const [, command = ''] = / kimibar (serve .*)$/m.exec(recipe) ?? [];
  const [, settings = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  const env = Object.fromEntries(
    settings.split(' ').map((pair) => pair.replace('=/', `=${folder}/`).split('=')),
  ) as Record<string, string>;
  const stage = await setStage(t);
  const token = 'a-token-of-twenty-signs';
  const server = await startServer(t, {
    home: stage.home,
    env: { ...stage.env, ...env, KIMIBAR_TOKEN: token },
    args: [...command.split(' '), '--port', '0'],
    program: join(folder, program),
  });
  const local = `http://127.0.0.1:${server.port}`;
  assert.equal((await fetch(`${local}/health`)).status, 200);
  assert.equal((await fetch(`${local}/usage`)).status, 401);
  const headers = { Authorization: `Bearer ${token}` };
  assert.equal((await fetch(`${local}/usage`, { headers })).status, 200);
});
