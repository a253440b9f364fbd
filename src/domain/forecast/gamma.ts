/** A gamma distribution by its mean and its relative variance (variance over squared mean). */
export type Gamma = { readonly mean: number; readonly relativeVariance: number };

/** The probability of at most `value`. Accurate to about 0.005 (Wilson and Hilferty, 1931). */
export function gammaCdf({ mean, relativeVariance }: Gamma, value: number): number {
  if (value < 0) return 0;
  if (mean <= 0) return 1;
  const shape = 1 / relativeVariance;
  // Below this shape the cube-root law fails near zero; the density there is a pure power.
  if (shape < 0.4) return smallShapeCdf(shape, (value / mean) * shape);
  const ninth = 1 / (9 * shape);
  return normalCdf((Math.cbrt(value / mean) - (1 - ninth)) / Math.sqrt(ninth));
}

/** The lower incomplete gamma function by its series, for `shape` below 1. */
function smallShapeCdf(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x > 30) return 1;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < 90 && term > sum * 1e-7; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return Math.min(1, (sum * Math.exp(shape * Math.log(x) - x)) / gammaOf(shape));
}

/** The gamma function for 0 < x < 1, from Lanczos's approximation of gamma(x + 1). */
function gammaOf(x: number): number {
  const base = x + 5.5;
  const series =
    1.000000000190015 +
    76.180091729471 / (x + 1) -
    86.50532032941 / (x + 2) +
    24.01409824083091 / (x + 3) -
    1.231739572450155 / (x + 4) +
    0.001208650973866179 / (x + 5) -
    0.000005395239384953 / (x + 6);
  return (Math.exp((x + 0.5) * Math.log(base) - base) * 2.50662827463 * series) / x;
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17), within 1e-7. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327 * poly;
  return z >= 0 ? 1 - tail : tail;
}
