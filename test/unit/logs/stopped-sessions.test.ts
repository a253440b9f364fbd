import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { findStoppedSessions } from '../../../src/logs/kimi-code/stopped-sessions.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const request = {
  type: 'llm.request',
  provider: 'kimi',
  model: 'k3',
  modelAlias: 'kimi-code/k3',
  time: 1,
};
const prompt = { type: 'turn.prompt', origin: { kind: 'user' }, time: 2 };
const completed = { type: 'turn.ended', reason: 'completed', time: 3 };
const wall = (
  time: number,
  message = "403 You've reached your usage limit for this billing cycle.",
) => ({
  type: 'turn.ended',
  agentId: 'main',
  reason: 'failed',
  error: {
    code: 'provider.auth_error',
    message,
    name: 'APIStatusError',
    details: { statusCode: 403 },
  },
  time,
});

function setUp(t: TestContext, sessions: Readonly<Record<string, readonly object[]>>) {
  const home = tempFolder(t);
  const project = join(home, 'work');
  for (const [id, records] of Object.entries(sessions)) {
    const folder = join(home, '.kimi-code', 'sessions', 'wd_work_0123456789ab', id);
    mkdirSync(join(folder, 'agents', 'main'), { recursive: true });
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ id, version: 2, cwd: project }));
    const lines = [{ type: 'metadata', protocol_version: '1.5' }, ...records];
    writeFileSync(
      join(folder, 'agents', 'main', 'wire.jsonl'),
      lines.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
  }
  const host = createNodeHost({ env: { HOME: home, USERPROFILE: home } });
  return { project, find: (id?: string) => findStoppedSessions(host, id) };
}

test('the session that was stopped last comes first, with its folder and its wall', async (t) => {
  const { project, find } = setUp(t, {
    session_a: [prompt, request, wall(10)],
    session_b: [prompt, request, wall(30, 'Your weekly (7-day) usage limit is reached')],
    session_c: [prompt, request, wall(20)],
  });
  const found = await find();
  assert.deepEqual(
    found.map(({ id }) => id),
    ['session_b', 'session_c', 'session_a'],
  );
  assert.equal(found[0]?.folder, project);
  assert.deepEqual([found[0]?.wall.at, found[0]?.wall.window], [30, 'weekly']);
  assert.deepEqual(
    (await find('session_a')).map(({ id }) => id),
    ['session_a'],
  );
  assert.deepEqual(await find('session_x'), []);
});

test('sessions that went on, forks, other failures and other providers are left out', async (t) => {
  const { find } = setUp(t, {
    session_later: [prompt, request, wall(10), prompt],
    session_done: [prompt, request, wall(10), prompt, completed],
    session_fork: [prompt, request, wall(10), { type: 'forked', time: 11 }],
    session_key: [prompt, request, wall(10, '401 The API Key appears to be invalid')],
    session_other: [prompt, { ...request, modelAlias: 'gpt' }, wall(10)],
    session_fresh: [],
  });
  assert.deepEqual(await find(), []);
});
