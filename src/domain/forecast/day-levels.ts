/** A local day: what was used of a window, and what the rhythm expected of the time known. */
export type DayUse = {
  readonly day: number;
  readonly points: number;
  readonly expected: number;
  /** False if only a sum over several days may be known. */
  readonly isSharp: boolean;
};

export type Level = {
  /** Times the expectation. */
  readonly level: number;
  /** Relative variance of the level. */
  readonly variance: number;
};

/** How fast a level forgets, days; the past shows which of them suits the account. */
const halfLives = [7, 30, 90];
/** Days of even use that a level starts from. */
const priorDays = 1;
const keptAfterChange = 0.1;
/** A forecast of a day counts for half after this many days. */
const scoreHalfLife = 12;
/** On the first day, how far the level may be off for all that is not known yet. */
const firstVariance = 0.25;
const priorDayVariance = 0.7;

/**
 * The level of use now: days weighed by age, the pace of forgetting by how well it forecast. On the
 * day of a new plan, what was before counts little: a point is worth something else.
 */
export function levelOf(days: readonly DayUse[], changedOnDay?: number): Level {
  const { variance } = dayFactors(days, 1);
  const mean = meanExpected(days);
  const experts = halfLives.map((halfLife) => new LevelExpert(halfLife, mean));
  for (const day of days)
    for (const expert of experts) {
      if (day.day === changedOnDay) expert.forget();
      expert.see(day, variance);
    }
  const best = Math.max(...experts.map(({ score }) => score));
  const weights = experts.map(({ score }) => Math.exp(score - best));
  const total = weights.reduce((a, b) => a + b, 0);
  const mix = (of: (expert: LevelExpert) => number): number =>
    experts.reduce((sum, expert, index) => sum + ((weights[index] ?? 0) / total) * of(expert), 0);
  const level = mix((expert) => expert.level());
  const spread = mix((expert) => (expert.level() - level) ** 2) / level ** 2;
  const sharpDays = days.filter(({ isSharp }) => isSharp).length;
  const unseen = firstVariance / (1 + sharpDays);
  return {
    level,
    variance: spread + mix((expert) => variance / expert.daysSeen()) + unseen + 0.01,
  };
}

class LevelExpert {
  /** Log likelihood of the days so far, the recent ones most. */
  score = 0;
  readonly #fade: number;
  readonly #mean: number;
  #points: number;
  #expected: number;

  constructor(halfLife: number, mean: number) {
    this.#fade = 0.5 ** (1 / halfLife);
    this.#mean = mean;
    this.#points = priorDays * mean;
    this.#expected = priorDays * mean;
  }

  level(): number {
    return this.#points / this.#expected;
  }

  /** How many mean days the level rests on. */
  daysSeen(): number {
    return this.#expected / this.#mean;
  }

  forget(): void {
    this.#points *= keptAfterChange;
    this.#expected *= keptAfterChange;
  }

  see({ points, expected }: DayUse, variance: number): void {
    if (expected > 0.1 * this.#mean) {
      const mean = this.level() * expected;
      const spread = mean ** 2 * (variance + variance / this.daysSeen()) + 0.05 * this.#mean ** 2;
      const fit = -Math.log(spread) / 2 - (points - mean) ** 2 / (2 * spread);
      this.score = this.score * 0.5 ** (1 / scoreHalfLife) + Math.max(-4, fit);
    }
    // The prior does not fade away.
    const prior = 0.3 * this.#mean;
    this.#points = (this.#points - prior) * this.#fade + prior + points;
    this.#expected = (this.#expected - prior) * this.#fade + prior + expected;
  }
}

/** How much days differ from a level, as a relative variance; recent days count most. */
export function dayFactors(days: readonly DayUse[], level: number): { readonly variance: number } {
  let squares = 0;
  let weights = 0;
  const mean = meanExpected(days);
  for (const [index, { points, expected, isSharp }] of days.entries()) {
    if (!isSharp) continue;
    const weight = 0.5 ** ((days.length - index) / 30);
    squares += weight * (points - level * expected) ** 2;
    weights += weight * (level * expected) ** 2;
  }
  const prior = 4 * (level * mean) ** 2;
  return { variance: (squares + priorDayVariance * prior) / (weights + prior) };
}

function meanExpected(days: readonly DayUse[]): number {
  const known = days.filter(({ expected }) => expected > 0);
  return known.reduce((sum, { expected }) => sum + expected, 0.01) / Math.max(1, known.length);
}
