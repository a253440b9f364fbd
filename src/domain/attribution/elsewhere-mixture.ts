/** What is assumed of use that no log explains, and of the readings. */
export type Elsewhere = {
  /** How often such use begins, per hour. */
  readonly perHour: number;
  /** How much it uses on average, in percent of the window. */
  readonly meanPoints: number;
};

/** What a segment's surplus (points that moved, less those the logs explain) says. */
export type SurplusView = {
  /** The natural logarithm of its likelihood. */
  readonly logLikelihood: number;
  /** The probability that the logs explain all of it. */
  readonly explained: number;
  /** The probability that part of it was used elsewhere. The rest is a fault of the logs. */
  readonly elsewhere: number;
  /** Used elsewhere, if any was: the mean of a truncated normal distribution, and its spread. */
  readonly elsewherePoints: number;
  /** How the likelihood grows with what the logs explain. */
  readonly slope: number;
};

export type Surplus = {
  readonly points: number;
  /** Variance of `points` if nothing was used elsewhere. */
  readonly variance: number;
  readonly hours: number;
};

/** Rarely the logs show use that the window does not: another account, or a free call. */
const faultShare = 0.004;
const faultRange = 60;
/** A long night without use says no more than this. */
const maxHours = 2;
const minHours = 0.15;

/**
 * Weighs three explanations of a surplus: rounding and price noise (normal), use elsewhere
 * (exponential, plus that noise), and faulty logs (uniform).
 */
export function weighSurplus(
  { points, variance, hours }: Surplus,
  { perHour, meanPoints }: Elsewhere,
): SurplusView {
  const spread = Math.sqrt(variance);
  const chance = 1 - Math.exp(-perHour * countedHours(hours));
  const shifted = points - variance / meanPoints;
  const z = shifted / spread;
  const logTail = logNormalTail(z);
  const ratio = Math.exp(logDensity(z) - logTail);
  const logs = [
    Math.log(1 - chance - faultShare / 2) + logDensity(points / spread) - Math.log(spread),
    Math.log(chance) -
      Math.log(meanPoints) +
      variance / (2 * meanPoints ** 2) -
      points / meanPoints +
      logTail,
    points < 0 ? Math.log(faultShare / faultRange) : Number.NEGATIVE_INFINITY,
  ] as const;
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const explained = (weights[0] ?? 0) / total;
  const elsewhere = (weights[1] ?? 0) / total;
  return {
    logLikelihood: top + Math.log(total),
    explained,
    elsewhere,
    elsewherePoints: Math.max(0, shifted + spread * ratio),
    slope: (explained * points) / variance + elsewhere * (1 / meanPoints - ratio / spread),
  };
}

/** The hours that count for the chance of use elsewhere. */
export function countedHours(hours: number): number {
  return Math.min(maxHours, Math.max(minHours, hours));
}

/** The logarithm of the standard normal density. */
function logDensity(z: number): number {
  return -0.5 * z * z - 0.918_938_533_204_672_7;
}

/** The logarithm of the standard normal distribution function (Abramowitz and Stegun 7.1.26). */
function logNormalTail(z: number): number {
  if (z < -6) return logDensity(z) - Math.log(-z + 1 / (-z + 2 / -z));
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.327_591_1 * x);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = 0.5 * series * Math.exp(-x * x);
  return Math.log(z < 0 ? Math.max(upper, 1e-12) : 1 - upper);
}
