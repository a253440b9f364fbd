import type { SurplusView } from './elsewhere-mixture.ts';
import type { Prior } from './price-parameters.ts';
import type { PriceModel } from './view-segment.ts';

const minNoise = 0.03;
const maxNoise = 0.4;
const minBurstPoints = 0.2;

/** What a step sums over all segments. It starts with a little of what is usual. */
export class FitSums {
  readonly gradient: number[];
  readonly curvature: number[][];
  #bursts = 1;
  #burstPoints = 3;
  #hours = 30;
  #squares = 4 * 0.08 ** 2;
  #costs = 4;

  constructor({ means, spreads }: Prior, values: readonly number[]) {
    const weights = spreads.map((spread) => spread ** -2);
    this.gradient = values.map((value, i) => ((means[i] ?? 0) - value) * (weights[i] ?? 1));
    this.curvature = weights.map((weight, i) => weights.map((_, k) => (i === k ? weight : 0)));
  }

  addElsewhere({ elsewhere, elsewherePoints }: SurplusView, hours: number): void {
    this.#bursts += elsewhere;
    this.#burstPoints += elsewhere * elsewherePoints;
    this.#hours += hours;
  }

  addStray(
    explained: number,
    { points, cost, rounding }: { points: number; cost: number; rounding: number },
  ): void {
    this.#squares += explained * (points ** 2 - rounding);
    this.#costs += explained * cost ** 2;
  }

  addPrices(costs: readonly number[], { slope, weight }: { slope: number; weight: number }): void {
    for (const [i, cost] of costs.entries()) {
      if (cost === 0) continue;
      this.gradient[i] = (this.gradient[i] ?? 0) + slope * cost;
      const row = this.curvature[i] ?? [];
      for (const [k, other] of costs.entries()) row[k] = (row[k] ?? 0) + weight * cost * other;
    }
  }

  rest(): Pick<PriceModel, 'elsewhere' | 'noise'> {
    const noise = Math.sqrt(Math.max(0, this.#squares / this.#costs));
    return {
      elsewhere: {
        perHour: this.#bursts / this.#hours,
        meanPoints: Math.max(minBurstPoints, this.#burstPoints / this.#bursts),
      },
      noise: Math.min(maxNoise, Math.max(minNoise, noise)),
    };
  }
}
