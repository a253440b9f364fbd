import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import {
  kimiHomeVersions,
  kimiTotal,
  ledgerStage,
  totalsByAlias,
  truthOf,
  type LedgerStage,
} from '../../support/ledger-stage.ts';
import { pick, randomFrom, seedOf } from '../../support/random.ts';

function wiresOf({ kimiHome }: LedgerStage): string[] {
  return globSync(join(kimiHome, 'sessions', '*', '*', 'agents', '*', 'wire.jsonl')).sort();
}

/** Replaces a file by a copy with a new inode, as Kimi Code does when it migrates a session. */
function rewrite(path: string, change: (text: string) => string = (text) => text): void {
  writeFileSync(`${path}.new`, change(readFileSync(path, 'utf8')));
  renameSync(`${path}.new`, path);
}

/** Copies a session as Kimi Code's fork does. */
function fork(session: string, id: string): string {
  const copy = join(dirname(session), id);
  cpSync(session, copy, { recursive: true });
  const path = join(copy, 'state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...state, id, forkedFrom: basename(session) }));
  for (const wire of globSync(join(copy, 'agents', '*', 'wire.jsonl')))
    appendFileSync(wire, `${JSON.stringify({ type: 'forked', time: 1795890000000 })}\n`);
  return copy;
}

function sessionWithAgents(stage: LedgerStage): string {
  const wire = wiresOf(stage).find((path) => path.includes('agent-0'));
  assert.ok(wire !== undefined);
  return dirname(dirname(dirname(wire)));
}

for (const version of kimiHomeVersions) {
  const truth = truthOf(version);
  const changes: readonly { name: string; change: (stage: LedgerStage) => void }[] = [
    { name: 'nothing', change: () => {} },
    {
      name: 'new times of all files',
      change: (stage) => wiresOf(stage).forEach((path) => utimesSync(path, 1, 1)),
    },
    {
      name: 'a rewrite with new inodes',
      change: (stage) => wiresOf(stage).forEach((path) => rewrite(path)),
    },
    {
      name: 'a migration to a newer format',
      change: (stage) =>
        wiresOf(stage).forEach((path) =>
          rewrite(path, (text) =>
            text.replace(/"protocol_version":"[\d.]+"/, '"protocol_version":"1.9"'),
          ),
        ),
    },
    {
      name: 'a migration in place, with the same inode',
      change: (stage) =>
        wiresOf(stage).forEach((path) =>
          writeFileSync(
            path,
            readFileSync(path, 'utf8').replace(
              /"protocol_version":"[\d.]+"/,
              '"protocol_version":"1.10"',
            ),
          ),
        ),
    },
    {
      name: 'a fork of a fork',
      change: (stage) =>
        void fork(fork(sessionWithAgents(stage), 'session_fork-1'), 'session_fork-2'),
    },
    {
      name: 'a fork whose original is deleted',
      change(stage) {
        const session = sessionWithAgents(stage);
        fork(session, 'session_fork-1');
        rmSync(session, { recursive: true });
      },
    },
    {
      name: 'a repair copy beside each log',
      change: (stage) => wiresOf(stage).forEach((path) => cpSync(path, `${path}.bak`)),
    },
    {
      name: 'a torn last line',
      change: (stage) =>
        wiresOf(stage).forEach((path) => appendFileSync(path, '{"type":"usage.record","ti')),
    },
    {
      name: 'the deletion of all logs',
      change: (stage) => rmSync(join(stage.kimiHome, 'sessions'), { recursive: true }),
    },
  ];
  for (const { name, change } of changes)
    test(`${version}: totals equal the truth by alias, and again after ${name}`, async (t) => {
      const stage = ledgerStage(t, { version });
      assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
      change(stage);
      assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
      assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
    });

  test(`${version}: totals are the same after the home was moved`, async (t) => {
    const stage = ledgerStage(t, { version });
    await stage.read();
    const moved = join(stage.home, 'moved');
    renameSync(stage.kimiHome, moved);
    const env = { KIMI_CODE_HOME: moved, KIMIBAR_DATA_DIR: join(stage.home, 'data') };
    const after = { ...ledgerStage(t, { env }), home: stage.home };
    assert.deepEqual(totalsByAlias(await after.read()), truth.byAlias);
  });

  test(`${version}: forks whose originals were never read count once`, async (t) => {
    const stage = ledgerStage(t, { version });
    const session = sessionWithAgents(stage);
    const first = fork(session, 'session_fork-1');
    fork(first, 'session_fork-2');
    fork(session, 'session_fork-3');
    rmSync(session, { recursive: true });
    rmSync(first, { recursive: true });
    assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
  });

  test(`${version}: totals equal the truth if logs grow while they are read`, async (t) => {
    const random = randomFrom(seedOf(t));
    const stage = ledgerStage(t, { version });
    const wires = wiresOf(stage).map((path) => ({ path, bytes: readFileSync(path), written: 0 }));
    for (const { path } of wires) truncateSync(path, 0);
    for (
      let open = wires;
      open.length > 0;
      open = wires.filter(({ written, bytes }) => written < bytes.length)
    ) {
      const wire = pick(random, open);
      // Cuts lines, and characters, anywhere.
      const next = Math.min(wire.bytes.length, wire.written + Math.floor(random() * 20_000) + 1);
      appendFileSync(wire.path, wire.bytes.subarray(wire.written, next));
      wire.written = next;
      await stage.read();
    }
    assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
  });

  test(`${version}: a line with carriage return counts as well`, async (t) => {
    const stage = ledgerStage(t, { version });
    for (const path of wiresOf(stage)) rewrite(path, (text) => text.replaceAll('\n', '\r\n'));
    assert.deepEqual(totalsByAlias(await stage.read()), truth.byAlias);
  });
}

test('only Kimi’s own models are quota', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  const uses = await stage.read();
  const providers = [...new Set(uses.map(({ provider, model }) => `${model}: ${provider}`))].sort();
  assert.deepEqual(providers, ['gpt-other-1: other', 'k3: kimi', 'tiny-window: unknown']);
});

test('sessions belong to their folder, sub-agents have their names, turns their origin', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  const uses = (await stage.read()).filter(({ provider }) => provider === 'kimi');
  const seen = (key: 'project' | 'subagent' | 'origin'): unknown[] =>
    [...new Set(uses.map((use) => use[key]))].sort();
  assert.deepEqual(seen('project'), ['/home/me/proj/alpha', '/home/me/proj/beta']);
  assert.deepEqual(seen('subagent'), ['coder', 'explore', 'main']);
  assert.deepEqual(seen('origin'), ['attended', 'unattended']);
});

test('a fork’s copied calls stay with the session that made them', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  const before = await stage.read();
  fork(sessionWithAgents(stage), 'session_fork-1');
  const after = await stage.read();
  assert.deepEqual(after, before);
});

test('a quota refusal is a wall; a bad key, an outage and another provider are none', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  await stage.read();
  const walls = await stage.use((ledger) =>
    ledger.walls({ sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER }),
  );
  assert.deepEqual(
    walls.map(({ at, code }) => ({ at, code })),
    [
      { at: 1795878346055, code: 'provider.auth_error' },
      { at: 1795878365499, code: 'provider.api_error' },
      { at: 1795878469773, code: 'provider.auth_error' },
      { at: 1795878483500, code: 'provider.api_error' },
    ],
  );
});

test('a long line is skipped, and unknown and unreadable ones are counted', async (t) => {
  const stage = ledgerStage(t, { version: '0.20.0' });
  const [path = ''] = wiresOf(stage);
  const before = kimiTotal(await stage.read());
  const call = { model: 'kimi-code/k3', usage: { inputOther: 7, output: 1 }, usageScope: 'turn' };
  const lines = [
    JSON.stringify({ type: 'context.append_message', text: 'x'.repeat(20 * 1024 * 1024) }),
    JSON.stringify({ type: 'llm.dream', time: 1 }),
    'not json',
    '{"type": "usage.record", "time": 5, broken}',
    `{ "time": 1795890000001, "type": "usage.record", ${JSON.stringify(call).slice(1)}`,
    JSON.stringify({ time: 1795890000002, ...call, type: 'usage.record' }),
  ];
  appendFileSync(path, `${lines.join('\n')}\n`);
  const after = kimiTotal(await stage.read());
  assert.deepEqual(after, { tokens: before.tokens + 16, calls: before.calls + 2 });
  const [logs] = await stage.use((ledger) => ledger.logTotals());
  assert.equal(logs?.unknownLines, 1);
  assert.equal(logs.unreadableLines, 3);
});

test('a log in no known format is named', async (t) => {
  const stage = ledgerStage(t, { version: '0.20.0' });
  const [path = ''] = wiresOf(stage);
  writeFileSync(path, '{"kind":"9","body":{}}\n{"kind":"8"}\n');
  await stage.read();
  assert.deepEqual(await stage.use((ledger) => ledger.unknownLogs()), [path]);
});

test('the totals for metrics are what the ledger counts, and stay if the logs are deleted', async (t) => {
  const stage = ledgerStage(t, { version: '2.1.0' });
  const counted = kimiTotal(await stage.read()).tokens;
  const sum = async () => {
    const totals = await stage.use((ledger) => ledger.tokenTotals());
    return totals?.flatMap(({ tokens }) => Object.values(tokens)).reduce((a, b) => a + b, 0);
  };
  assert.ok(counted > 0);
  assert.equal(await sum(), counted);
  rmSync(stage.kimiHome, { recursive: true });
  await stage.read();
  assert.equal(await sum(), counted);
});
