import type { TokenUse, Wall } from '../../domain/token-use.ts';

/** A file of a Kimi Code home; its path is relative and has slashes. */
export type TreeFile = { readonly path: string; readonly text: string };

export type LoggedWork = {
  /** Model calls in order of time, those that another provider paid among them. */
  readonly uses: readonly TokenUse[];
  readonly walls?: readonly Wall[] | undefined;
  /** Of each session; its id by default. */
  readonly titles?: ReadonlyMap<string, string> | undefined;
};

/** Every so many sessions, one is forked: its log is copied, and a fork holds no call twice. */
const forkEvery = 9;
/** Every so many calls, one compacts the conversation, outside of any turn. */
const compactEvery = 17;

/**
 * A Kimi Code home, as version 2 writes it, with the logs of these calls: a reader that counts right
 * finds exactly their tokens. Conversations are left out.
 */
export function* kimiCodeTree(work: LoggedWork): Generator<TreeFile> {
  yield { path: 'config.toml', text: configOf(work.uses) };
  const sessions = [...Map.groupBy(work.uses, ({ sessionId }) => sessionId)];
  const walls = Map.groupBy(work.walls ?? [], ({ sessionId }) => sessionId);
  let index = '';
  for (const [number, [sessionId, uses]] of sessions.entries()) {
    const project = uses[0]?.project ?? '';
    const session = { id: sessionId, project, title: work.titles?.get(sessionId) ?? sessionId };
    const agents = Map.groupBy(uses, ({ subagent }) => subagent);
    if (!agents.has('main')) agents.set('main', []);
    const wires = new Map<string, string>();
    for (const [agentId, own] of agents) {
      const refusals = agentId === 'main' ? (walls.get(sessionId) ?? []) : [];
      wires.set(agentId, wireOf(agentId, own, refusals));
    }
    yield* sessionFiles(session, wires);
    index += indexLine(session);
    if (number % forkEvery !== forkEvery - 1) continue;
    const fork = { ...session, id: `${sessionId}-fork`, forkedFrom: sessionId };
    const forkedAt = (uses.at(-1)?.at ?? 0) + 1000;
    const copies = [...wires].map(
      ([agentId, text]) => [agentId, text + forkLine(forkedAt)] as const,
    );
    yield* sessionFiles(fork, new Map(copies));
    index += indexLine(fork);
  }
  yield { path: 'session_index.jsonl', text: index };
}

type Session = {
  readonly id: string;
  readonly project: string;
  readonly title: string;
  readonly forkedFrom?: string | undefined;
};

function* sessionFiles(session: Session, wires: ReadonlyMap<string, string>): Generator<TreeFile> {
  const folder = folderOf(session);
  const agents = [...wires.keys()].map((id) => [id, { type: id === 'main' ? 'main' : 'sub' }]);
  const state = {
    id: session.id,
    version: 2,
    cwd: session.project,
    title: session.title,
    forkedFrom: session.forkedFrom,
    agents: Object.fromEntries(agents) as unknown,
  };
  yield { path: `${folder}/state.json`, text: JSON.stringify(state) };
  for (const [agentId, text] of wires)
    yield { path: `${folder}/agents/${agentId}/wire.jsonl`, text };
}

function folderOf({ id, project }: Session): string {
  const slug = project.split(/[\\/]/).at(-1) ?? '';
  return `sessions/wd_${slug}_${'0'.repeat(12)}/${id}`;
}

function indexLine(session: Session): string {
  const { id, project } = session;
  return line({ sessionId: id, sessionDir: folderOf(session), workDir: project });
}

function wireOf(agentId: string, uses: readonly TokenUse[], walls: readonly Wall[]): string {
  const created = uses[0]?.at ?? walls[0]?.at ?? 0;
  const records = [
    ...uses.map((use, index) => ({ at: use.at, text: callLines(agentId, use, index) })),
    ...walls.map((wall, index) => ({ at: wall.at, text: wallLine(agentId, wall, index) })),
  ].sort((a, b) => a.at - b.at);
  const head = line({ type: 'metadata', protocol_version: '1.5', created_at: created });
  return head + records.map(({ text }) => text).join('');
}

/** A call is in the log three times; only the `usage.record` counts. */
function callLines(agentId: string, use: TokenUse, index: number): string {
  const { at, model, origin } = use;
  const isCompaction = index % compactEvery === compactEvery - 1;
  const usage = usageOf(use);
  const alias = aliasOf(use);
  const kind = origin === 'unattended' ? 'cron_job' : 'user';
  const prompt = { type: 'turn.prompt', agentId, origin: { kind }, turnId: index, time: at - 900 };
  const provider = isKimi(use) ? 'kimi' : 'openai';
  return [
    ...(isCompaction ? [] : [prompt]),
    {
      type: 'llm.request',
      agentId,
      kind: 'loop',
      provider,
      model,
      modelAlias: alias,
      time: at - 800,
    },
    {
      type: 'usage.record',
      agentId,
      model: alias,
      usage,
      usageScope: isCompaction ? 'session' : 'turn',
      time: at,
    },
    {
      type: 'context.append_loop_event',
      agentId,
      event: { type: 'step.end', turnId: String(index), step: 1, finishReason: 'end_turn', usage },
      time: at + 5,
    },
    { type: 'turn.ended', agentId, turnId: index, reason: 'completed', time: at + 10 },
  ]
    .map(line)
    .join('');
}

/** What Kimi answers if a quota is used up. */
function wallLine(agentId: string, { at, code, window }: Wall, index: number): string {
  const limit = { session: '5-hour', weekly: 'weekly (7-day)', monthly: 'monthly' };
  const name = window === undefined ? 'usage' : limit[window];
  const statusCode = code === 'provider.rate_limit' ? 429 : 403;
  const message = `You have reached your ${name} usage limit for this billing cycle`;
  const error = {
    code,
    name: 'APIStatusError',
    message,
    details: { statusCode },
    retryable: false,
  };
  return line({
    type: 'turn.ended',
    agentId,
    turnId: 9000 + index,
    reason: 'failed',
    error,
    time: at,
  });
}

function forkLine(time: number): string {
  return line({ type: 'forked', agentId: 'main', time });
}

function usageOf({ tokens }: TokenUse) {
  const { input, output, cacheRead, cacheCreation } = tokens;
  return {
    inputOther: input,
    output,
    inputCacheRead: cacheRead,
    inputCacheCreation: cacheCreation,
  };
}

function configOf(uses: readonly TokenUse[]): string {
  const models = new Map(uses.map((use) => [aliasOf(use), use]));
  const entries = [...models].map(([alias, use]) => {
    const provider = isKimi(use) ? 'managed:kimi-code' : 'openai';
    return `[models."${alias}"]\nprovider = "${provider}"\nmodel = "${use.model}"\n`;
  });
  return `default_model = "${models.keys().next().value ?? 'kimi-code/kimi-k3'}"

[providers."managed:kimi-code"]
type = "kimi"
base_url = "https://api.kimi.com/coding/v1"

[providers.openai]
type = "openai"
base_url = "https://llm.example.com/v1"

${entries.join('\n')}`;
}

function aliasOf(use: TokenUse): string {
  return isKimi(use) ? `kimi-code/${use.model}` : use.model;
}

function isKimi({ provider }: TokenUse): boolean {
  return provider === 'kimi';
}

function line(record: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(record)}\n`;
}
