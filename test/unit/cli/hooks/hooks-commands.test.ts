import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { hooksList } from '../../../../src/cli/commands/hooks/list.ts';
import { hooksTest } from '../../../../src/cli/commands/hooks/test.ts';
import { usageEventKinds } from '../../../../src/domain/events/usage-event.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

function homeWith(t: Parameters<typeof tempFolder>[0], rules: unknown): string {
  const home = tempFolder(t);
  const path = configFileIn(home);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ hooks: { rules } }));
  return home;
}

/** A command that every system has. */
const node = process.execPath;

const rules = [
  { on: '*', command: node, args: ['--version'] },
  {
    on: ['quota-low'],
    window: 'session',
    command: node,
    args: ['-e', 'process.exit(3)'],
    timeoutSeconds: 20,
  },
  {
    on: ['quota-low', 'quota-exhausted'],
    command: node,
    args: ['-e', 'setInterval(() => {}, 99)'],
    timeoutSeconds: 0.2,
  },
  { on: ['quota-low'], command: '/nowhere/\u001B[31mhook' },
];

test('list shows the rules in their order, and commands that do not exist', async (t) => {
  const run = recordedContext(homeWith(t, rules));
  assert.equal(await hooksList(run.ctx, { json: false }), 0);
  assert.equal(
    run.stdout(),
    `1. any event: ${node} --version · at most 10 s
2. quota-low (session): ${node} -e process.exit(3) · at most 20 s
3. quota-low, quota-exhausted: ${node} -e setInterval(() => {}, 99) · at most 0.2 s
4. quota-low: /nowhere/hook · at most 10 s · file not found
`,
  );
  const json = recordedContext(homeWith(t, rules.slice(1, 2)));
  await hooksList(json.ctx, { json: true });
  assert.deepEqual(JSON.parse(json.stdout()), [
    {
      on: ['quota-low'],
      window: 'session',
      command: node,
      args: ['-e', 'process.exit(3)'],
      timeoutSeconds: 20,
    },
  ]);
});

test('without rules, list shows how to write one, and all events', async (t) => {
  for (const language of ['en', 'zh-CN'] as const) {
    const run = recordedContext(tempFolder(t), { language });
    assert.equal(await hooksList(run.ctx, { json: false }), 0);
    for (const kind of usageEventKinds)
      assert.match(run.stdout(), new RegExp(`^  ${kind} +\\S`, 'm'));
    const json = recordedContext(tempFolder(t), { language });
    await hooksList(json.ctx, { json: true });
    assert.equal(json.stdout(), '[]\n');
  }
});

test('test runs the rules for an event and reports each result', async (t) => {
  const home = homeWith(t, rules);
  const run = recordedContext(home);
  assert.equal(await hooksTest(run.ctx, { kind: 'quota-low', json: false }), 1);
  assert.match(
    run.stdout().replaceAll(node, 'node'),
    /^node --version: ok, \d+ ms\nnode -e process\.exit\(3\): failed with exit code 3\nnode -e .*: timed out after 0\.2 s and was stopped\n\/nowhere\/hook: file not found or not executable\n$/,
  );
  const json = recordedContext(home);
  assert.equal(await hooksTest(json.ctx, { kind: 'quota-low', json: true }), 1);
  const records = JSON.parse(json.stdout()) as { outcome: string; exitCode?: number | undefined }[];
  assert.deepEqual(
    records.map(({ outcome, exitCode }) => [outcome, exitCode]),
    [
      ['ran', 0],
      ['ran', 3],
      ['timed-out', undefined],
      ['not-found', undefined],
    ],
  );
  const fine = recordedContext(home);
  assert.equal(await hooksTest(fine.ctx, { kind: 'service-recovered', json: false }), 0);
});

test('test runs only a few hooks at once', async (t) => {
  const rule = { on: '*', command: node };
  const { ctx } = recordedContext(
    homeWith(
      t,
      Array.from({ length: 32 }, () => rule),
    ),
  );
  const counts = { now: 0, most: 0, all: 0 };
  const commands: typeof ctx.host.commands = {
    async run() {
      counts.now += 1;
      counts.all += 1;
      counts.most = Math.max(counts.most, counts.now);
      await new Promise((resolve) => setImmediate(resolve));
      counts.now -= 1;
      return { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };
    },
  };
  const context = { ...ctx, host: { ...ctx.host, commands } };
  assert.equal(await hooksTest(context, { kind: 'quota-low', json: false }), 0);
  assert.deepEqual(counts, { now: 0, most: 4, all: 32 });
});

test(
  'list and test name an executable that other users can change',
  { skip: noFileRights },
  async (t) => {
    const command = join(tempFolder(t), 'hook');
    writeFileSync(command, '#!/bin/sh\n');
    chmodSync(command, 0o777);
    const home = homeWith(t, [{ on: '*', command }]);
    const why = 'not run, because other users can modify this file or its folder\n';
    const list = recordedContext(home);
    await hooksList(list.ctx, { json: false });
    assert.ok(list.stdout().endsWith(why), list.stdout());
    const tested = recordedContext(home);
    assert.equal(await hooksTest(tested.ctx, { kind: 'quota-low', json: false }), 1);
    assert.equal(tested.stdout(), `${command}: ${why}`);
  },
);

test('test says if no rule applies', async (t) => {
  const run = recordedContext(homeWith(t, [{ on: '*', window: 'weekly', command: node }]));
  assert.equal(await hooksTest(run.ctx, { kind: 'credential-lost', json: false }), 1);
  assert.deepEqual(
    [run.stdout(), run.stderr()],
    ['', 'No hook is configured for credential-lost.\n'],
  );
});

test('every kind of event can be simulated', async (t) => {
  const check = `process.exitCode = JSON.parse(fs.readFileSync(0, 'utf8')).event === process.env.KIMIBAR_EVENT ? 0 : 1`;
  const home = homeWith(t, [{ on: '*', command: node, args: ['-e', check] }]);
  for (const kind of usageEventKinds)
    assert.equal(await hooksTest(recordedContext(home).ctx, { kind, json: false }), 0, kind);
});
