import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { findConfigProblems } from '../../../src/config/config-problems.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const rule = { on: '*', command: '/usr/bin/true' };

async function problemsOf(config: unknown): Promise<string[]> {
  const problems = await findConfigProblems(JSON.stringify(config));
  return problems.map(
    ({ key, issue }) =>
      `${issue.severity} ${key}: ${'expected' in issue ? issue.expected : issue.code}`,
  );
}

test('rules are read with their defaults', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  const full = {
    on: ['quota-low', 'service-failing'],
    window: 'weekly',
    command: 'C:\\Tools\\notify.exe',
    args: ['-x', ''],
    timeoutSeconds: 0.5,
  };
  writeFileSync(path, JSON.stringify({ hooks: { rules: [rule, full] } }));
  const { settings } = await loadSettings(createNodeHost({ env: {} }), { path });
  assertSame(settings.hooks.rules, [
    { on: '*', command: '/usr/bin/true', args: [], timeoutMs: 10_000 },
    {
      on: ['quota-low', 'service-failing'],
      window: 'weekly',
      command: 'C:\\Tools\\notify.exe',
      args: ['-x', ''],
      timeoutMs: 500,
    },
  ]);
});

test('a rule that cannot run is rejected with its position', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(
    path,
    '{\n  "hooks": {"rules": [\n    {"on": "*", "command": "notify-send"}\n  ]}\n}',
  );
  const failure: unknown = await loadSettings(createNodeHost({ env: {} }), { path }).catch(
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Failure);
  assert.equal(
    failure.detail?.subject,
    `${path}:3:17 (hooks.rules[0].command: absolute path of an executable)`,
  );
});

test('every mistake in a rule is found', async () => {
  const of = (rules: unknown): Promise<string[]> => problemsOf({ hooks: { rules } });
  const kinds =
    'quota-low | quota-exhausted | quota-reset | quota-restored | will-run-out | credential-lost | credential-recovered | service-failing | service-recovered | price-changed';
  assert.deepEqual(await of(Array.from({ length: 32 }, () => rule)), []);
  assert.deepEqual(await of(Array.from({ length: 33 }, () => rule)), [
    'error hooks.rules: at most 32 rules',
  ]);
  for (const command of ['./x', '~/x', 'x', '', 'C:x', '\\x'])
    assert.deepEqual(
      await of([{ on: '*', command }]),
      ['error hooks.rules[0].command: absolute path of an executable'],
      command,
    );
  assert.deepEqual(await of([{ on: 'quota-low', command: '/x' }]), [
    'error hooks.rules[0].on: * or a list of events',
  ]);
  assert.deepEqual(await of([{ on: [], command: '/x' }]), [
    'error hooks.rules[0].on: at least one event',
  ]);
  assert.deepEqual(await of([{ on: ['quota-low', 'low'], command: '/x' }]), [
    `error hooks.rules[0].on[1]: ${kinds}`,
  ]);
  assert.deepEqual(await of([{ ...rule, window: 'week' }]), [
    'error hooks.rules[0].window: session | weekly | monthly | code-weekly | rate-…',
  ]);
  assert.deepEqual(await of([{ ...rule, timeoutSeconds: 0 }]), [
    'error hooks.rules[0].timeoutSeconds: more than 0, at most 300',
  ]);
  assert.deepEqual(await of([{ ...rule, args: ['a\0'] }]), [
    'error hooks.rules[0].args[0]: text without NUL',
  ]);
  assert.deepEqual(await of([{ ...rule, Window: 'x' }]), [
    'warning hooks.rules[0].Window: unknown-key',
  ]);
  assert.deepEqual(await problemsOf({ hooks: [] }), ['error hooks: object']);
  assert.deepEqual(
    await problemsOf({
      notifications: { quietHours: { from: '22:00', to: '25:00', x: 1 }, events: ['low'] },
    }),
    [
      'error notifications.quietHours.to: a time like 22:00',
      'warning notifications.quietHours.x: unknown-key',
      `error notifications.events[0]: ${kinds}`,
    ],
  );
});
