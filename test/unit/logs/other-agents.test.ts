import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { ledgerStage, type LedgerStage } from '../../support/ledger-stage.ts';

const lines = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function facts(stage: LedgerStage) {
  const uses = await stage.read();
  return uses.map(
    ({ agent, sessionId, subagent, project, model, provider, certainty, tokens, calls }) => ({
      what: [agent, sessionId, subagent, project, model, provider, certainty].join(' '),
      tokens: [tokens.input, tokens.output, tokens.cacheRead, tokens.cacheCreation],
      calls,
    }),
  );
}

const status = (id: string, output: number, timestamp = 1_795_878_000.5) => ({
  timestamp,
  message: {
    type: 'StatusUpdate',
    payload: {
      token_usage: { input_other: 10, output, input_cache_read: 30, input_cache_creation: 4 },
      message_id: id,
    },
  },
});

test('kimi-cli: each message counts once, sub-agents too, the folder by its MD5', async (t) => {
  const stage = ledgerStage(t);
  const share = join(stage.home, '.kimi');
  // The MD5 of "/home/me/proj/alpha".
  const session = join(share, 'sessions', '259f76af22aec99d47f4afbd14be2a47', 'u-1');
  write(join(share, 'kimi.json'), JSON.stringify({ work_dirs: [{ path: '/home/me/proj/alpha' }] }));
  const path = write(
    join(session, 'wire.jsonl'),
    lines([
      { type: 'metadata' },
      status('m1', 2),
      status('m1', 2),
      { timestamp: 1, message: { type: 'TurnBegin' } },
    ]),
  );
  write(join(session, 'subagents', 'coder-1', 'wire.jsonl'), lines([status('m2', 5)]));
  await stage.read();
  appendFileSync(path, lines([status('m3', 1)]));
  const all = await facts(stage);
  assert.deepEqual(
    all.map(({ tokens, calls }) => ({ tokens, calls })),
    [
      { tokens: [20, 3, 60, 8], calls: 2 },
      { tokens: [10, 5, 30, 4], calls: 1 },
    ],
  );
  assert.match(
    all[0]?.what ?? '',
    /^kimi-cli u-1 main \/home\/me\/proj\/alpha kimi-for-coding kimi exact$/,
  );
  assert.match(all[1]?.what ?? '', /^kimi-cli u-1 coder-1 /);
});

function row(id: string, output: number, model = 'kimi-k2.7') {
  const usage = {
    input_tokens: 3,
    output_tokens: output,
    cache_read_input_tokens: 100,
    cache_creation_input_tokens: 7,
  };
  return {
    type: 'assistant',
    sessionId: 's-1',
    cwd: '/home/me/proj/beta',
    timestamp: '2026-11-28T15:00:00.000Z',
    message: { id, role: 'assistant', model, usage, content: [{ type: 'text', text: 'x' }] },
  };
}

test('Claude Code: a message counts with its largest usage, however it is cut, Kimi’s models only', async (t) => {
  const stage = ledgerStage(t);
  const path = write(
    join(stage.home, '.claude', 'projects', '-home-me', 's-1.jsonl'),
    lines([
      { type: 'user', message: {} },
      row('m1', 1),
      row('m1', 4),
      row('c1', 9, 'claude-opus-5'),
    ]),
  );
  await stage.read();
  // The message goes on in the next reading.
  appendFileSync(path, lines([row('m1', 9), row('m2', 2), row('m2', 2)]));
  // Resuming copies rows into another file.
  write(join(dirname(path), 's-2.jsonl'), lines([row('m1', 9), row('m2', 2)]));
  assert.deepEqual(await facts(stage), [
    {
      what: 'claude-code s-1 main /home/me/proj/beta kimi-k2.7 kimi probable',
      tokens: [6, 11, 200, 14],
      calls: 2,
    },
  ]);
});

test('Claude Code: certain if its settings point at Kimi', async (t) => {
  const stage = ledgerStage(t);
  const home = join(stage.home, '.claude');
  const env = { ANTHROPIC_BASE_URL: 'https://api.kimi.com/coding/' };
  write(join(home, 'settings.json'), JSON.stringify({ env }));
  write(join(home, 'projects', 'p', 's-1.jsonl'), lines([row('m1', 1, 'k3')]));
  assert.match((await facts(stage))[0]?.what ?? '', / k3 kimi exact$/);
});

function openCodeMessage(provider: string, completed?: number) {
  return JSON.stringify({
    role: 'assistant',
    providerID: provider,
    modelID: 'k3',
    path: { cwd: '/home/me/proj/gamma' },
    time: { created: 1_795_878_000_000, completed },
    tokens: { input: 5, output: 2, reasoning: 1, cache: { read: 50, write: 0 } },
  });
}

function openCodeDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE session (id TEXT PRIMARY KEY, directory TEXT);
    CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, data TEXT);
    INSERT INTO session VALUES ('ses_1', '/home/me/proj/gamma')`);
  return database;
}

test('OpenCode: completed messages of the database count once, by the provider', async (t) => {
  const stage = ledgerStage(t, { env: { XDG_DATA_HOME: '' } });
  const database = openCodeDatabase(join(stage.home, '.local', 'share', 'opencode', 'opencode.db'));
  const insert = database.prepare('INSERT INTO message VALUES (?, ?, ?, ?)');
  const done = 1_795_878_005_000;
  insert.run('m1', 'ses_1', 1_795_878_000_000, openCodeMessage('kimi-for-coding', done));
  insert.run('m2', 'ses_1', 1_795_878_000_001, openCodeMessage('openai', done));
  insert.run('m3', 'ses_1', 1_795_878_000_002, openCodeMessage('kimi-code-plan-global'));
  await stage.read();
  // The third is completed while the database is open.
  const finished = openCodeMessage('kimi-code-plan-global', done);
  database.prepare("UPDATE message SET data = ? WHERE id = 'm3'").run(finished);
  await stage.read();
  database.close();
  assert.deepEqual(await facts(stage), [
    {
      what: 'opencode ses_1 main /home/me/proj/gamma k3 kimi exact',
      tokens: [10, 6, 100, 0],
      calls: 2,
    },
    {
      what: 'opencode ses_1 main /home/me/proj/gamma k3 openai exact',
      tokens: [5, 3, 50, 0],
      calls: 1,
    },
  ]);
});

function messageFile(id: string): string {
  const data = JSON.parse(openCodeMessage('kimi-for-coding', 1_795_878_005_000)) as object;
  return JSON.stringify({ id, ...data });
}

test('OpenCode: the message files of older versions count as well', async (t) => {
  const stage = ledgerStage(t, { env: { XDG_DATA_HOME: '' } });
  const folder = join(stage.home, '.local', 'share', 'opencode', 'storage', 'message', 'ses_1');
  write(join(folder, 'm1.json'), messageFile('m1'));
  await stage.read();
  write(join(folder, 'm2.json'), messageFile('m2'));
  const all = await facts(stage);
  assert.deepEqual(all, [
    {
      what: 'opencode ses_1 main /home/me/proj/gamma k3 kimi exact',
      tokens: [10, 6, 100, 0],
      calls: 2,
    },
  ]);
});

test('Windows reads the homes of running WSL distributions only', async (t) => {
  const { kimiCodeHomes } = await import('../../../src/logs/kimi-code/homes.ts');
  const asked: unknown[] = [];
  const stage = ledgerStage(t);
  const homes = await kimiCodeHomes({
    env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
    platform: { ...stage.host.platform, os: 'win32' },
    commands: {
      run: async (file, args) => {
        asked.push([file, ...args]);
        const stdout = [...'Ubuntu-24.04\r\n'].map((letter) => `${letter}\0`).join('');
        return { kind: 'ran', exitCode: 0, stdout, stderr: '' };
      },
    },
  });
  assert.deepEqual(asked, [['wsl.exe', '--list', '--running', '--quiet']]);
  assert.ok(homes.some((home) => home.includes('Ubuntu-24.04') && home.endsWith('.kimi-code')));
  assert.ok(homes.some((home) => home.includes('daimon')));
});
