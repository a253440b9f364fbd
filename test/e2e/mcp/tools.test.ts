import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isBreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { callTool, connectMcp } from '../../support/mcp-client.ts';
import { writeLogTree } from '../../support/log-tree.ts';
import { breakdownSchema } from '../../support/published-schema.ts';
import { onTerminal, runOnTerminal } from '../../support/pseudo-terminal.ts';
import { writeSimulatedPast } from '../../support/simulated-past.ts';
import { setStage } from '../../support/stage.ts';

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('lists read-only tools with schemas, and answers before anything is loaded', async (t) => {
  const stage = await setStage(t);
  const client = await connectMcp(t, stage);
  assert.equal(client.getServerVersion()?.name, 'kimibar');
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['kimi_quota', 'kimi_can_start', 'kimi_breakdown'],
  );
  for (const { annotations, inputSchema, outputSchema } of tools) {
    assert.equal(annotations?.readOnlyHint, true);
    assert.equal(inputSchema['additionalProperties'], false);
    assert.equal(outputSchema?.type, 'object');
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('kimi_quota answers with the card and the published JSON, once for many callers', async (t) => {
  const stage = await setStage(t);
  const [client, other] = [await connectMcp(t, stage), await connectMcp(t, stage)];
  const calls = [client, client, other, other].map((one) => callTool(one, 'kimi_quota'));
  const [{ text, content }] = await Promise.all([calls[0] ?? assert.fail(), ...calls]);
  assert.equal(stage.asked('usages'), 1);
  assert.match(text, /5-hour\s.*\d+% left/);
  const { windows, stale, fetchedAt, plan } = content;
  assert.ok(Array.isArray(windows));
  assert.deepEqual(
    windows.map(({ id }) => id),
    ['session', 'weekly', 'monthly'],
  );
  assert.deepEqual([stale, plan], [false, 'Allegretto']);
  assert.match(String(fetchedAt), utc);
});

test('kimi_can_start weighs minutes and points against what is left', async (t) => {
  const everyday = await connectMcp(t, await setStage(t, { scenario: 'nearly-out' }));
  const few = await callTool(everyday, 'kimi_can_start', { points: 5 });
  const many = await callTool(everyday, 'kimi_can_start', { points: 50 });
  assert.equal(few.content['answer'], 'yes', few.text);
  assert.equal(many.content['answer'], 'no', many.text);
  assert.match(
    many.text,
    /^No: only \d+% of the weekly quota is left \(needed: 50 points\)\. It is back at /,
  );
  assert.equal(many.content['reason'], many.text);
  assert.match(String(many.content['backAt']), utc);

  const out = await connectMcp(t, await setStage(t, { scenario: 'weekly-out' }));
  const none = await callTool(out, 'kimi_can_start', { minutes: 1 });
  assert.equal(none.content['answer'], 'no', none.text);
  assert.match(none.text, /^The weekly quota is used up\. It is back at /);

  const offline = await connectMcp(t, await setStage(t, { scenario: 'status-500' }));
  const unknown = await callTool(offline, 'kimi_can_start');
  assert.equal(unknown.content['answer'], 'unknown', unknown.text);
});

test('bad arguments are MCP errors, expected failures are answers', async (t) => {
  const stage = await setStage(t, { scenario: 'status-500' });
  const client = await connectMcp(t, stage);
  const wrong: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['kimi_quota', { acount: 'x' }, /Unknown argument "acount". Known: account/],
    ['kimi_quota', { account: 3 }, /account must be a text/],
    ['kimi_can_start', { minutes: -1 }, /minutes must be a number between 0 and 44640/],
    ['kimi_can_start', { minutes: '5' }, /minutes must be a number/],
    ['kimi_can_start', { like: 'x' }, /like must be one of: last session of this project/],
    ['kimi_breakdown', { by: 'colour' }, /by must be one of: project, session/],
    ['kimi_spend', {}, /Unknown tool: kimi_spend/],
  ];
  for (const [name, args, message] of wrong)
    await assert.rejects(callTool(client, name, args), { code: -32_602, message });
  assert.equal(stage.simulator.requests.length, 0);
  const failed = await callTool(client, 'kimi_quota');
  assert.equal(failed.isError, true);
  assert.match(failed.text, /Kimi/);
  const unknown = await callTool(client, 'kimi_quota', { account: 'nobody' });
  assert.equal(unknown.isError, true);
  assert.match(unknown.text, /nobody/);
});

test('follows the settings of the moment, and --config', async (t) => {
  const stage = await setStage(t);
  const config = join(stage.home, 'other.json');
  writeFileSync(config, '{"version":1,"language":"zh-CN"}');
  const client = await connectMcp(t, stage, { args: ['--config', config] });
  assert.match((await callTool(client, 'kimi_can_start', { points: 100 })).text, /额度/);
  writeFileSync(config, '{"version":1,"providers":[{"id":"kimi","enabled":false}]}');
  assert.equal((await callTool(client, 'kimi_quota')).isError, true);
  writeFileSync(config, '{"version":');
  assert.equal((await callTool(client, 'kimi_quota')).isError, true);
});

test('answers what was piped to it, then ends with 0', async (t) => {
  const stage = await setStage(t);
  const lines = [
    {
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'x', version: '1' },
      },
    },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: { name: 'kimi_quota', arguments: {} } },
  ].map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  for (const args of [['mcp'], ['mcp', '--verbose']]) {
    const { exitCode, stdout, stderr } = await stage.run(args, { stdin: lines.join('') });
    assert.equal(exitCode, 0, stderr);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id }) => id),
      [1, 2],
    );
    assert.equal(answers[1].result.structuredContent.stale, false);
    assert.ok(!stdout.includes(demoApiKey));
  }
});

test('kimi_breakdown answers from the local logs, with no word of a conversation', async (t) => {
  const stage = await setStage(t);
  const canary = 'CANARY-of-a-conversation';
  writeLogTree(join(stage.home, '.kimi-code'), {
    sessions: 3,
    callsPerSession: 4,
    bytesPerCall: 100,
    seed: 1,
    startMs: Date.now() - 5 * 3_600_000,
    canary,
  });
  const client = await connectMcp(t, stage);
  const { text, content } = await callTool(client, 'kimi_breakdown', { since: '1d' });
  assert.equal(content['by'], 'project');
  assert.ok(Array.isArray(content['rows']) && content['rows'].length === 3, text);
  assert.match(text, /project-0/);
  const sessions = await callTool(client, 'kimi_breakdown', {
    by: 'session',
    limit: 1,
    since: '1d',
  });
  assert.ok(!JSON.stringify(sessions.content).includes(canary));
  await assert.rejects(callTool(client, 'kimi_breakdown', { since: 'yesterday' }), {
    message: /since has another form/,
  });
  const like = await callTool(client, 'kimi_can_start', { like: 'last session of this project' });
  assert.equal(like.content['answer'], 'unknown', like.text);
});

test('points of the quota are in the breakdown, and in the size of the last session', async (t) => {
  const stage = await setStage(t, { scenario: 'everyday' });
  const nowMs = Date.now();
  const host = createNodeHost({ env: { ...stage.env, HOME: stage.home } });
  await writeSimulatedPast(host, join(stage.home, '.kimi-code'), {
    nowMs,
    projectOf: ({ project }) => (project.endsWith('shop') ? stage.home : project),
  });
  const client = await connectMcp(t, stage);
  const { text, content } = await callTool(client, 'kimi_breakdown', { since: '14d' });
  assert.ok(isBreakdownRecord(content));
  assert.ok(breakdownSchema.isDescribed(content), breakdownSchema.errors());
  assert.equal(content.window, 'monthly');
  assert.ok((content.quota?.explainedPoints ?? 0) > 5, text);
  const shop = content.rows.find(({ key }) => key === stage.home);
  const { points = 0, low = 0, high = 0 } = shop?.quota ?? {};
  assert.ok(points > 1 && low <= points && points <= high, text);
  assert.match(text, /of the monthly quota/);
  assert.ok(content.pointPrice.length > 0);
  const like = await callTool(client, 'kimi_can_start', { like: 'last session of this project' });
  assert.match(like.text, /\(needed: [\d.]+(–[\d.]+)? points\)/);
  assert.notEqual(like.content['answer'], 'unknown', like.text);
});

test('on a terminal it says what it is for', onTerminal, async (t) => {
  const { home, env } = await setStage(t);
  const { exitCode, shown } = await runOnTerminal(['mcp'], { home, env, columns: 80 });
  assert.equal(exitCode, 0);
  assert.match(shown, /server for agents: they start it themselves\.[^]*kimibar mcp install TOOL/);
});
