import type { TokenCounts, TokenUse, Wall } from '../../domain/token-use.ts';
import { Random } from './random.ts';
import type { Spending, Work } from './work.ts';

/** Units of quota per million tokens of each kind: what Kimi keeps to itself. */
export type HiddenPrice = Readonly<Record<keyof TokenCounts, number>>;

/** A model call with its true price. */
export type MeteredCall = {
  readonly use: TokenUse;
  readonly units: number;
  /** False if no log of this computer shows it: a second machine, chat, a web search. */
  readonly isLogged: boolean;
};

export type Calls = {
  readonly calls: readonly MeteredCall[];
  /** The calls that another provider paid; they cost no quota. */
  readonly otherUses: readonly TokenUse[];
  readonly walls: readonly Wall[];
  /** By model. */
  readonly prices: Readonly<Record<string, HiddenPrice>>;
};

const models = ['kimi-k3', 'kimi-k3-fast', 'kimi-k2.7'] as const;
const projects = ['shop', 'api', 'thesis', 'infra', 'notes', 'game'] as const;
const millions = 1_000_000;

/** The calls of an owner's work as agents log them. The same work gives the same calls. */
export function callsOf(work: Work): Calls {
  const caller = new Caller(work);
  const calls = work.spendings.map((spending) => caller.call(spending));
  return {
    calls,
    otherUses: calls
      .filter((_, index) => index % 23 === 0)
      .map(({ use }) => Object.assign({}, use, { provider: 'openai', model: 'gpt-5' })),
    walls: work.refusals.map(({ atMs, window, stretch }) => ({
      at: atMs,
      agent: 'kimi-code',
      sessionId: caller.sessionOf(stretch).sessionId,
      code: window === 'session' ? 'provider.rate_limit' : 'provider.auth_error',
      window,
    })),
    prices: caller.prices,
  };
}

type Session = Pick<TokenUse, 'sessionId' | 'project' | 'model' | 'origin'> & {
  readonly isLogged: boolean;
  readonly cacheShare: number;
};

class Caller {
  readonly prices: Readonly<Record<string, HiddenPrice>>;
  readonly #random: Random;
  readonly #elsewhere: number;
  readonly #seed: number;
  readonly #sessions = new Map<number, Session>();

  constructor({ person }: Work) {
    this.#random = new Random(person.seed).fork('tokens');
    this.#elsewhere = person.elsewhere;
    this.#seed = person.seed;
    this.prices = Object.fromEntries(models.map((model) => [model, this.#price(model)]));
  }

  /** A stretch of work is one session in one project. */
  sessionOf(stretch: number): Session {
    const known = this.#sessions.get(stretch);
    if (known !== undefined) return known;
    const random = new Random(this.#seed + stretch).fork('session');
    const session: Session = {
      sessionId: `session_${(this.#seed >>> 0).toString(16)}-${stretch}`,
      // Projects come and go: three of them are at hand in a month.
      project: `/home/demo/${projects[(Math.floor(random.next() ** 2 * 3) + Math.floor(stretch / 60)) % projects.length] ?? 'shop'}`,
      model: random.pick(random.chance(0.7) ? ['kimi-k3'] : ['kimi-k3-fast', 'kimi-k2.7']),
      origin: random.chance(0.9) ? 'attended' : 'unattended',
      isLogged: !random.chance(this.#elsewhere),
      cacheShare: random.between(0.8, 0.98),
    };
    this.#sessions.set(stretch, session);
    return session;
  }

  call({ atMs, units, stretch }: Spending): MeteredCall {
    const { isLogged, cacheShare, ...session } = this.sessionOf(stretch);
    const use: TokenUse = {
      ...session,
      at: atMs,
      agent: 'kimi-code',
      subagent: this.#random.chance(0.2) ? 'agent-0' : 'main',
      provider: 'kimi',
      certainty: 'exact',
      tokens: this.#tokens(units, session.model, cacheShare),
      calls: 1,
    };
    return { use, units, isLogged };
  }

  /** Tokens that cost these units: mostly cache reads, as in public reports. */
  #tokens(units: number, model: string, cacheShare: number): TokenCounts {
    const random = this.#random;
    const cacheRead = cacheShare * random.between(0.9, 1.02);
    const output = 0.01 * random.gamma(2);
    const cacheCreation = 0.02 * random.gamma(1);
    const input = Math.max(0.001, 1 - cacheRead - output - cacheCreation);
    const price = this.prices[model];
    if (price === undefined) return { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
    const perToken =
      (input * price.input +
        output * price.output +
        cacheRead * price.cacheRead +
        cacheCreation * price.cacheCreation) /
      millions;
    const whole = units / perToken;
    return {
      input: Math.round(input * whole),
      output: Math.round(output * whole),
      cacheRead: Math.round(cacheRead * whole),
      cacheCreation: Math.round(cacheCreation * whole),
    };
  }

  #price(model: (typeof models)[number]): HiddenPrice {
    const factor = model === 'kimi-k3-fast' ? 3 : model === 'kimi-k2.7' ? 0.6 : 1;
    const input = factor * this.#random.between(0.8, 1.2);
    return {
      input,
      output: input * this.#random.between(3.5, 5),
      cacheRead: input * this.#random.between(0.08, 0.2),
      cacheCreation: input * this.#random.between(1, 1.3),
    };
  }
}
