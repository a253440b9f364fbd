import { columnPrices, costOf, type PriceShape, type Prior } from './price-parameters.ts';
import type { Segment } from './segments.ts';
import { eraOf, viewSegment, type PriceModel } from './view-segment.ts';

/** Factors to try around the first scale, as logarithms. */
const triedFactors = [-1.2, -0.9, -0.6, -0.4, -0.2, 0, 0.2, 0.4];

/** The start of a fit of prices: the prior, with the scale of each era that explains most. */
export function firstScales(
  segments: readonly Segment[],
  prior: Prior,
  model: Omit<PriceModel, 'values'>,
): readonly number[] {
  const values = middleScales(segments, model.shape, prior);
  return likeliestScales(segments, { ...model, values });
}

/** The prior, with a scale for each era at which half of its use cost less than it moved. */
function middleScales(
  segments: readonly Segment[],
  shape: PriceShape,
  { means }: Prior,
): readonly number[] {
  let values = means;
  for (const era of shape.erasFromMs.keys()) {
    const prices = columnPrices(shape, values, era);
    const ratios = segments
      .filter((segment) => eraOf(shape, segment) === era)
      .map(({ tokens, points }) => ({ cost: costOf(tokens, prices), points }))
      .filter(({ cost, points }) => cost > 0 && points > 0)
      .sort((a, b) => a.points / a.cost - b.points / b.cost);
    const total = ratios.reduce((sum, { cost }) => sum + cost, 0);
    let below = 0;
    const middle = ratios.find(({ cost }) => (below += cost) >= total / 2);
    if (middle !== undefined)
      values = withScale(values, era, Math.log(middle.points / middle.cost));
  }
  return values;
}

/** Half of the use may lie beside use elsewhere: then a lower scale explains more. */
function likeliestScales(segments: readonly Segment[], model: PriceModel): readonly number[] {
  const { shape } = model;
  let { values } = model;
  for (const era of shape.erasFromMs.keys()) {
    const own = segments.filter((segment) => segment.isActive && eraOf(shape, segment) === era);
    const found = triedFactors.map((factor) => {
      const prices = { ...model, values: withScale(values, era, factor) };
      const likelihood = own.reduce((sum, one) => sum + viewSegment(one, prices).logLikelihood, 0);
      return { factor, likelihood };
    });
    const { factor } = found.reduce((best, one) => (one.likelihood > best.likelihood ? one : best));
    values = withScale(values, era, factor);
  }
  return values;
}

/** Moves the scale of an era and of those after it, which are not placed yet. */
function withScale(values: readonly number[], era: number, added: number): readonly number[] {
  return values.with(era, (values[era] ?? 0) + added);
}
