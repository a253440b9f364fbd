import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from './random.ts';

/** What a correct reader finds in a generated tree. */
export type LogTreeTruth = {
  readonly files: number;
  readonly calls: number;
  readonly bytes: number;
  /** All four kinds together. */
  readonly tokens: number;
};

export type LogTreeOptions = {
  readonly sessions: number;
  readonly callsPerSession: number;
  /** Bytes of conversation for each call, about. */
  readonly bytesPerCall: number;
  readonly seed: number;
  /** Of the first session, epoch milliseconds; each later one starts an hour after the one before. */
  readonly startMs: number;
  /** Put into every text field. */
  readonly canary?: string | undefined;
};

const kimiConfig = `default_model = "kimi-code/k3"
[providers."managed:kimi-code"]
type = "kimi"
base_url = "https://api.kimi.com/coding/v1"
[models."kimi-code/k3"]
provider = "managed:kimi-code"
model = "k3"
`;

/** Writes a Kimi Code home with sessions of synthetic work, the same for the same options. */
export function writeLogTree(home: string, options: LogTreeOptions): LogTreeTruth {
  const random = randomFrom(options.seed);
  const filler = fillerOf(random, options.canary ?? '');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'config.toml'), kimiConfig);
  let tokens = 0;
  let bytes = 0;
  for (let session = 0; session < options.sessions; session += 1) {
    const written = writeSession(home, session, { ...options, random, filler });
    tokens += written.tokens;
    bytes += written.bytes;
  }
  const { sessions: files } = options;
  return { files, calls: files * options.callsPerSession, bytes, tokens };
}

type Writing = LogTreeOptions & { readonly random: () => number; readonly filler: string };

function writeSession(home: string, session: number, writing: Writing) {
  const { callsPerSession, startMs, canary = '' } = writing;
  const project = `project-${session % 12}`;
  const id = `session_00000000-0000-4000-8000-${String(session).padStart(12, '0')}`;
  const folder = join(home, 'sessions', `wd_${project}_${'0'.repeat(12)}`, id);
  mkdirSync(join(folder, 'agents', 'main'), { recursive: true });
  const state = { id, version: 2, cwd: `/home/me/${project}`, title: `Work ${canary}` };
  writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
  const file = openSync(join(folder, 'agents', 'main', 'wire.jsonl'), 'w');
  try {
    let atMs = startMs + session * 3_600_000;
    let bytes = writeSync(
      file,
      `{"type":"metadata","protocol_version":"1.5","created_at":${atMs}}\n`,
    );
    let tokens = 0;
    for (let call = 0; call < callsPerSession; call += 1) {
      atMs += 5_000 + Math.floor(writing.random() * 20_000);
      const { text, counted } = callLines(atMs, call, writing);
      tokens += counted;
      bytes += writeSync(file, text);
    }
    return { tokens, bytes };
  } finally {
    closeSync(file);
  }
}

/** The lines of one call, in the order and mix of Kimi Code 2.1. */
function callLines(atMs: number, call: number, { random, filler, bytesPerCall }: Writing) {
  const count = (most: number) => Math.floor(random() * most);
  const usage = {
    inputOther: count(9_000),
    output: 20 + count(900),
    inputCacheRead: count(90_000),
    inputCacheCreation: 0,
  };
  const cut = (share: number) => {
    const length = Math.floor(bytesPerCall * share * (0.5 + random()));
    const from = Math.floor(random() * (filler.length - length));
    return filler.slice(from, from + length);
  };
  const agentId = 'main';
  const text = (share: number) => [{ type: 'text', text: cut(share) }];
  const records = [
    ...(call % 8 === 0
      ? [
          {
            type: 'turn.prompt',
            agentId,
            input: text(0.05),
            origin: { kind: 'user' },
            turnId: call,
          },
        ]
      : []),
    {
      type: 'llm.request',
      agentId,
      kind: 'loop',
      provider: 'kimi',
      model: 'k3',
      modelAlias: 'kimi-code/k3',
      thinkingEffort: 'on',
      systemPromptHash: '0'.repeat(64),
      toolsHash: '1'.repeat(64),
      messageCount: call,
    },
    { type: 'usage.record', agentId, model: 'kimi-code/k3', usage, usageScope: 'turn' },
    { type: 'token_counting.measured', agentId, length: call, tokens: 20_000 },
    {
      type: 'context.append_loop_event',
      agentId,
      event: { type: 'content.part', part: { type: 'think', think: cut(0.2) } },
    },
    {
      type: 'context.append_loop_event',
      agentId,
      event: { type: 'tool.result', result: { output: cut(0.45) } },
    },
    {
      type: 'context.append_loop_event',
      agentId,
      event: { type: 'step.end', finishReason: 'tool_use', usage },
    },
    {
      message: { message: { role: 'assistant', content: text(0.3) }, meta: { usage } },
      type: 'agent.message.appended',
    },
    ...(call % 8 === 7 ? [{ type: 'turn.ended', agentId, reason: 'completed', turnId: call }] : []),
  ];
  const lines = records.map((record) => JSON.stringify({ ...record, time: atMs }));
  return {
    text: `${lines.join('\n')}\n`,
    counted: usage.inputOther + usage.output + usage.inputCacheRead,
  };
}

/** Text that looks like code and prose, with quotes and line ends that JSON must escape. */
function fillerOf(random: () => number, canary: string): string {
  const words = `const return the quota of "usage.record" {} () => import from \n test \\ 额度 ${canary}`;
  const known = words.split(' ');
  let text = '';
  while (text.length < 200_000)
    text += `${known[Math.floor(random() * known.length)]} ${Math.floor(random() * 1e6).toString(36)} `;
  return text;
}
