import type { TokenCounts, TokenUse } from '../../domain/token-use.ts';
import type { QuotaWindow } from '../../domain/quota-window.ts';
import type { UsageSnapshot } from '../../domain/usage-snapshot.ts';
import { Random } from '../people/random.ts';
import { dayMs, hourMs } from '../starting-quotas.ts';
import type { LoggedWork } from './kimi-code-tree.ts';

type Project = {
  readonly name: string;
  readonly weight: number;
  /** What sessions in it are called. */
  readonly titles: readonly string[];
};

type Model = { readonly name: string; readonly weight: number; readonly factor: number };

const projects: readonly [Project, ...Project[]] = [
  { name: 'shop', weight: 5, titles: ['Checkout flow', 'Slow product search', 'Refund emails'] },
  { name: 'api', weight: 3, titles: ['Rate limits', 'Move to Node 24', 'Pagination'] },
  { name: 'infra', weight: 2, titles: ['Nightly backups', 'Smaller images'] },
  { name: 'thesis', weight: 1, titles: ['Chapter 3', 'Plots'] },
];
const models: readonly [Model, ...Model[]] = [
  { name: 'kimi-k3', weight: 8, factor: 1 },
  { name: 'kimi-k3-highspeed', weight: 1, factor: 3 },
  { name: 'kimi-k2.7', weight: 1, factor: 0.6 },
];

/** Tokens of the plain model that one point of a long window is worth. */
const tokensPerPoint = 2_900_000;
/** Some days ago, Kimi has become dearer. */
const dearer = { agoMs: 8 * dayMs, factor: 1.6 };
/** A session that no log of this computer shows, as of a laptop. */
const elsewhereChance = 0.12;
const maxSessionMs = 2.5 * hourMs;
/** Prices beside a token of input; what one point buys depends on the mixture. */
const prices: TokenCounts = { input: 1, output: 4.5, cacheRead: 0.12, cacheCreation: 1.1 };

/** The model calls that moved the windows of a simulated past, as this computer's logs have them. */
export function simulatedWork(past: readonly UsageSnapshot[]): LoggedWork {
  const worker = new Worker(past.at(-1)?.fetchedAtMs ?? 0);
  for (const [index, snapshot] of past.entries()) {
    const before = past[index - 1];
    if (before !== undefined)
      worker.work(before.fetchedAtMs, snapshot.fetchedAtMs, moved(before, snapshot));
  }
  return { uses: worker.uses, titles: worker.titles };
}

/** How far the longest window moved between two snapshots, in percent; 0 over a reset. */
function moved(before: UsageSnapshot, now: UsageSnapshot): number {
  const from = longest(before);
  const to = longest(now);
  if (from === undefined || to === undefined || from.resetsAtMs !== to.resetsAtMs) return 0;
  return Math.max(0, to.usedPercent - from.usedPercent);
}

function longest({ windows }: UsageSnapshot): QuotaWindow | undefined {
  return windows.find(({ id }) => id === 'monthly') ?? windows.find(({ id }) => id === 'weekly');
}

type Session = Pick<TokenUse, 'sessionId' | 'project' | 'model' | 'origin'> & {
  readonly startedAtMs: number;
  readonly isElsewhere: boolean;
  readonly hasAgent: boolean;
  readonly factor: number;
};

class Worker {
  readonly uses: TokenUse[] = [];
  readonly titles = new Map<string, string>();
  readonly #random = new Random(7);
  readonly #dearerFromMs: number;
  #session: Session | undefined;
  #idleSinceMs = 0;

  constructor(endMs: number) {
    this.#dearerFromMs = endMs - dearer.agoMs;
  }

  /** Calls between two moments that use these points of the longest window. */
  work(fromMs: number, toMs: number, points: number): void {
    if (points <= 0) {
      this.#idleSinceMs ||= fromMs;
      if (toMs - this.#idleSinceMs > hourMs / 2) this.#session = undefined;
      return;
    }
    this.#idleSinceMs = 0;
    const session = this.#sessionAt(fromMs);
    if (session.isElsewhere) return;
    const count = 1 + Math.floor(this.#random.next() * 5);
    const price = fromMs >= this.#dearerFromMs ? dearer.factor : 1;
    const worth = (points / count / price) * (tokensPerPoint / session.factor);
    const times = Array.from({ length: count }, () => this.#random.between(fromMs, toMs));
    for (const atMs of times.sort((a, b) => a - b)) this.#call(session, Math.floor(atMs), worth);
  }

  #sessionAt(atMs: number): Session {
    const known = this.#session;
    if (known !== undefined && atMs - known.startedAtMs < maxSessionMs) return known;
    const random = this.#random;
    const { name, titles } = weighted(random, projects);
    const { name: model, factor } = weighted(random, models);
    const number = String(this.titles.size + 1).padStart(12, '0');
    const sessionId = `session_00000000-0000-4000-8000-${number}`;
    this.titles.set(sessionId, titles[Math.floor(random.next() * titles.length)] ?? name);
    const session: Session = {
      sessionId,
      project: `/home/demo/${name}`,
      model,
      factor,
      origin: random.chance(0.85) ? 'attended' : 'unattended',
      isElsewhere: random.chance(elsewhereChance),
      hasAgent: random.chance(0.3),
      startedAtMs: atMs,
    };
    this.#session = session;
    return session;
  }

  #call(session: Session, atMs: number, worth: number): void {
    const random = this.#random;
    const { sessionId, project, model, origin } = session;
    this.uses.push({
      at: atMs,
      agent: 'kimi-code',
      sessionId,
      project,
      model,
      origin,
      subagent: session.hasAgent && random.chance(0.4) ? 'agent-0' : 'main',
      provider: 'kimi',
      certainty: 'exact',
      tokens: tokensWorth(worth, random),
      calls: 1,
    });
    // A few calls of another provider are in the same logs.
    if (random.chance(0.03))
      this.uses.push({
        sessionId,
        project,
        origin,
        at: atMs + 1,
        agent: 'kimi-code',
        subagent: 'main',
        model: 'gpt-5',
        provider: 'openai',
        certainty: 'exact',
        tokens: { input: 9000, output: 700, cacheRead: 0, cacheCreation: 0 },
        calls: 1,
      });
  }
}

/** Tokens whose worth is that of so many tokens of the usual mixture. */
function tokensWorth(worth: number, random: Random): TokenCounts {
  const cacheRead = random.between(0.9, 0.97);
  const output = random.between(0.004, 0.012);
  const cacheCreation = random.between(0.005, 0.02);
  const input = Math.max(0.002, 1 - cacheRead - output - cacheCreation);
  const each =
    input * prices.input +
    output * prices.output +
    cacheRead * prices.cacheRead +
    cacheCreation * prices.cacheCreation;
  const whole = (worth * usualWorth) / each;
  return {
    input: Math.round(input * whole),
    output: Math.round(output * whole),
    cacheRead: Math.round(cacheRead * whole),
    cacheCreation: Math.round(cacheCreation * whole),
  };
}

/** What a token of the usual mixture is worth beside one of input. */
const usualWorth = 0.2;

function weighted<T extends { readonly weight: number }>(
  random: Random,
  list: readonly [T, ...T[]],
): T {
  let left = random.next() * list.reduce((sum, { weight }) => sum + weight, 0);
  return list.find(({ weight }) => (left -= weight) < 0) ?? list[0];
}
