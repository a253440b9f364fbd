import { slotMs } from '../../domain/forecast/week-slot.ts';
import { DemandStream, slotsBetween, type DemandState } from './demand-stream.ts';
import { Meter, type MeteredWindow, type MeteredWindowId } from './meter.ts';
import { phaseAt, type Person, type PersonPlan, type Phase } from './person.ts';
import { Random } from './random.ts';

/** One model call, in units of quota. */
export type Spending = {
  readonly atMs: number;
  readonly units: number;
  /** Counts stretches of work without a pause: one session of an agent. */
  readonly stretch: number;
};

/** A call that was refused. */
export type Refusal = {
  readonly atMs: number;
  readonly window: MeteredWindowId;
  readonly stretch: number;
};

/** Every half hour, for the oracle: what was true of the owner and the metering at its start. */
export type Moment = {
  readonly atMs: number;
  readonly state: DemandState;
  readonly meter: Meter;
  readonly phase: Phase;
  /** Units used in the half hour that begins here, and whether a window was used up in it. */
  used: number;
  isBlocked: boolean;
};

/** A period of one window. */
export type Period = {
  readonly id: MeteredWindowId;
  readonly startsAtMs: number;
  /** When Kimi says that it will be reset; earlier resets and new plans come unannounced. */
  readonly resetsAtMs: number;
  endsAtMs: number;
  /** In units. */
  readonly capacity: number;
  /** Percent of the capacity at the end, at most 100. */
  usedPercent: number;
  ranOutAtMs: number | undefined;
  /** Moments of use and what was used after each, percent. */
  readonly atMs: number[];
  readonly percent: number[];
};

/** What an owner did: the calls, and the truth of every window. */
export type Work = {
  readonly person: Person;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly spendings: readonly Spending[];
  readonly refusals: readonly Refusal[];
  readonly moments: readonly Moment[];
  /** Each window's, in order of time. */
  readonly periods: Readonly<Record<MeteredWindowId, readonly Period[]>>;
};

/** A person at work. The same person gives the same work. */
export function simulateWork(person: Person, fromMs: number, untilMs: number): Work {
  const worker = new Worker(person, fromMs);
  for (const atMs of slotsBetween(fromMs, untilMs)) worker.workFor(atMs);
  return { person, fromMs, untilMs, ...worker.result(untilMs) };
}

/** Units of one call; a half hour has at most 30 of them. */
const callsPerSlot = 12;

class Worker {
  readonly #person: Person;
  readonly #stream: DemandStream;
  readonly #calls: Random;
  readonly #resets: Random;
  readonly #spendings: Spending[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #moments: Moment[] = [];
  readonly #periods = new PeriodLog();
  #plan: PersonPlan;
  #meter: Meter;
  #stretch = 0;
  #wasActive = false;

  constructor(person: Person, fromMs: number) {
    const random = new Random(person.seed);
    this.#person = person;
    this.#stream = new DemandStream(person, random.fork('demand'));
    this.#calls = random.fork('calls');
    this.#resets = random.fork('resets');
    this.#plan = phaseAt(person, fromMs).plan;
    this.#meter = new Meter(this.#plan, fromMs - random.fork('anchor').between(0, 28 * 86_400_000));
  }

  workFor(atMs: number): void {
    const phase = phaseAt(this.#person, atMs);
    if (phase.plan !== this.#plan) this.#changePlan(phase.plan, atMs);
    if (this.#resets.chance((this.#person.earlyResetsPerWeek * slotMs) / (7 * 86_400_000)))
      this.#resetEarly(atMs);
    this.#advance(atMs);
    const moment: Moment = {
      atMs,
      state: { ...this.#stream.state },
      meter: this.#meter.copy(this.#plan),
      phase,
      used: 0,
      isBlocked: this.#meter.blockedBy() !== undefined,
    };
    this.#moments.push(moment);
    const units = this.#stream.next(atMs);
    if (units > 0 && !this.#wasActive) this.#stretch += 1;
    this.#wasActive = units > 0;
    if (units > 0) this.#spend(moment, units);
  }

  result(untilMs: number): Pick<Work, 'spendings' | 'refusals' | 'moments' | 'periods'> {
    this.#advance(untilMs);
    return {
      spendings: this.#spendings,
      refusals: this.#refusals,
      moments: this.#moments,
      periods: this.#periods.all,
    };
  }

  #advance(atMs: number): void {
    this.#meter.advance(atMs);
    this.#periods.follow(this.#meter.windows, atMs);
  }

  /** A new plan begins with its windows unused. */
  #changePlan(plan: PersonPlan, atMs: number): void {
    this.#plan = plan;
    this.#meter = new Meter(plan, atMs);
    this.#periods.endAll(atMs);
  }

  #resetEarly(atMs: number): void {
    for (const window of this.#meter.windows) if (window.id !== 'monthly') window.used = 0;
    this.#periods.endAll(atMs);
  }

  #spend(moment: Moment, units: number): void {
    const random = this.#calls;
    const count = 1 + Math.floor(random.next() * 2 * callsPerSlot);
    const times = Array.from({ length: count }, () => random.between(0, slotMs)).toSorted(
      (a, b) => a - b,
    );
    const weights = times.map(() => random.gamma(1.2));
    const whole = weights.reduce((a, b) => a + b, 0);
    let retries = 0;
    for (const [index, sinceMs] of times.entries()) {
      const atMs = Math.floor(moment.atMs + sinceMs);
      this.#advance(atMs);
      const blocker = this.#meter.blockedBy();
      if (blocker === undefined) this.#call(moment, atMs, ((weights[index] ?? 0) / whole) * units);
      else {
        moment.isBlocked = true;
        if (retries < 2) this.#refusals.push({ atMs, window: blocker.id, stretch: this.#stretch });
        retries += 1;
      }
    }
  }

  #call(moment: Moment, atMs: number, units: number): void {
    this.#meter.spend(atMs, units);
    this.#spendings.push({ atMs, units, stretch: this.#stretch });
    this.#periods.note(this.#meter.windows, atMs);
    moment.used += units;
  }
}

/** Follows the metering and keeps what is true of each period. */
class PeriodLog {
  readonly all: Record<MeteredWindowId, Period[]> = { session: [], weekly: [], monthly: [] };
  readonly #open = new Map<MeteredWindowId, Period>();

  /** Opens and closes periods as their windows begin and end. */
  follow(windows: readonly MeteredWindow[], atMs: number): void {
    for (const { id, capacity, endsAtMs } of windows) {
      const open = this.#open.get(id);
      if (open !== undefined && open.endsAtMs <= atMs) this.#open.delete(id);
      if (endsAtMs === undefined || this.#open.has(id)) continue;
      const period: Period = {
        id,
        startsAtMs: open?.endsAtMs === undefined || id === 'session' ? atMs : open.endsAtMs,
        resetsAtMs: endsAtMs,
        endsAtMs,
        capacity,
        usedPercent: 0,
        ranOutAtMs: undefined,
        atMs: [],
        percent: [],
      };
      this.#open.set(id, period);
      this.all[id].push(period);
    }
  }

  note(windows: readonly MeteredWindow[], atMs: number): void {
    this.follow(windows, atMs);
    for (const { id, used, capacity } of windows) {
      const period = this.#open.get(id);
      if (period === undefined) continue;
      period.usedPercent = Math.min(100, (used / capacity) * 100);
      period.atMs.push(atMs);
      period.percent.push(period.usedPercent);
      if (used >= capacity) period.ranOutAtMs ??= atMs;
    }
  }

  endAll(atMs: number): void {
    for (const period of this.#open.values()) period.endsAtMs = Math.min(period.endsAtMs, atMs);
    this.#open.clear();
  }
}
