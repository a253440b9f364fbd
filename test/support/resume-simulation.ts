import { createApp } from '../../src/app/create-app.ts';
import { readFresh } from '../../src/app/resume/open-resume.ts';
import {
  resumeSession,
  type ResumeDeps,
  type ResumeEnd,
} from '../../src/app/resume/resume-session.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import type { Wall } from '../../src/domain/token-use.ts';
import { createNodeClock } from '../../src/host/clock.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { demoApiKey } from '../../src/simulator/demo-accounts.ts';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.ts';
import { claimWall } from '../../src/store/resume-claims.ts';
import { manualClock, type ManualClock } from './fakes/manual-clock.ts';
import { pick, type Random } from './random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Within the month of the scenarios' quotas. */
const startMs = Date.UTC(2026, 10, 28, 12);
const maxWaitMs = 400 * hourMs;
const actions = 60;

/** When the used-up window is reset, from the start of the scenario. */
const resetsInMs = { 'session-out': 41 * minuteMs, 'weekly-out': 74.5 * hourMs } as const;

/** What came of one wall. */
export type Episode = {
  /** How often Kimi Code was started. */
  readonly runs: number;
  /** Runs that were started before the reset had passed. */
  readonly early: number;
  readonly kills: number;
  /** How the waiters ended that were not killed. */
  readonly ends: readonly ResumeEnd['kind'][];
};

/**
 * One wall with up to three waiters at a time, on the simulated Kimi and a machine that is suspended
 * at random and whose clock is set at random. Waiters are killed instead of, or just after, a random
 * step, and others are started.
 */
export async function simulateWall(random: Random, home: string): Promise<Episode> {
  const clock = manualClock(startMs);
  // Kimi's time passes whatever happens to this machine's clock.
  let kimiMs = startMs;
  const scenario = pick(random, ['session-out', 'weekly-out'] as const);
  const simulator = await startSimulator({
    clock: { ...createNodeClock(), now: () => kimiMs },
    scenario,
  });
  try {
    const resetAtMs = startMs + resetsInMs[scenario];
    const world = new World(random, { clock, simulator, home, resetAtMs });
    for (let count = 0; count < actions; count += 1) {
      if (random() < 0.25 && world.waiting < 3) await world.start();
      const passedMs = pick(random, [minuteMs, 10 * minuteMs, hourMs, 12 * hourMs]) * random();
      kimiMs += passedMs;
      // While a machine is suspended its clock goes on, its timers do not.
      if (random() < 0.2) clock.set(passedMs);
      else await clock.pass(passedMs);
      if (random() < 0.1) clock.set((random() - 0.5) * 4 * hourMs);
      await world.settle();
    }
    return world.episode();
  } finally {
    await simulator.close();
  }
}

type Machine = {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly home: string;
  readonly resetAtMs: number;
};

const wall: Wall = { at: startMs - minuteMs, agent: 'kimi-code', sessionId: 's', code: 'x' };
const never = new Promise<never>(() => {});

class World {
  readonly #random: Random;
  readonly #machine: Machine;
  readonly #ends: ResumeEnd['kind'][] = [];
  #busy = 0;
  #waiting = 0;
  #kills = 0;
  #runs = 0;
  #early = 0;

  constructor(random: Random, machine: Machine) {
    this.#random = random;
    this.#machine = machine;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Starts a waiter that is killed at a random step, or lives. */
  async start(): Promise<void> {
    const { clock, home, simulator } = this.#machine;
    const env = {
      KIMI_CODE_API_KEY: demoApiKey,
      KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
      HOME: home,
    };
    const host = { ...createNodeHost({ env }), clock };
    const { settings } = await loadSettings(host, {});
    const app = createApp(host, settings);
    const { signal } = new AbortController();
    const files = { files: host.files, dataFolder: home };
    void this.#run(
      this.#mortal({
        clock,
        signal,
        maxWaitMs,
        readUsage: () => this.#whileBusy(() => readFresh(app, signal)),
        isStillStopped: async () => true,
        claim: () => claimWall(files, wall),
        run: async () => this.#startKimi(),
        onWait: () => {},
      }),
    );
  }

  /** Waits until every waiter sleeps or has ended. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet = this.#busy > 0 ? 0 : quiet + 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  episode(): Episode {
    return {
      runs: this.#runs,
      early: this.#early,
      kills: this.#kills,
      ends: this.#ends,
    };
  }

  async #run(deps: ResumeDeps): Promise<void> {
    this.#waiting += 1;
    const { kind } = await resumeSession({ id: 's', folder: '/', wall }, deps);
    this.#waiting -= 1;
    this.#ends.push(kind);
  }

  #startKimi(): number {
    this.#runs += 1;
    const { simulator, resetAtMs } = this.#machine;
    if (simulator.now() < resetAtMs) this.#early += 1;
    return 0;
  }

  async #whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** The same, but the process ends instead of its nth step, or once that has taken effect. */
  #mortal(deps: ResumeDeps): ResumeDeps {
    let stepsLeft =
      this.#random() < 0.3 ? Number.POSITIVE_INFINITY : Math.floor(this.#random() * 12);
    const step = async <T>(work: () => Promise<T>): Promise<T> => {
      stepsLeft -= 1;
      if (stepsLeft >= 0) return work();
      this.#kills += 1;
      this.#waiting -= 1;
      if (this.#random() < 0.5) await work();
      return never;
    };
    return {
      ...deps,
      clock: {
        now: () => deps.clock.now(),
        sleep: (ms, signal) => step(() => deps.clock.sleep(ms, signal)),
      },
      readUsage: () => step(deps.readUsage),
      isStillStopped: () => step(deps.isStillStopped),
      claim: () => step(deps.claim),
      run: () => step(deps.run),
    };
  }
}
