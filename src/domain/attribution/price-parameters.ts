import { kindPriors, modelPrior, tokenKinds } from './token-kinds.ts';

/**
 * The parameters of prices are logarithms, so that every price is positive: a scale (points for a
 * token of input), its change at the start of each later era, the kinds' ratios to input, and the
 * models' ratios. In this order.
 */
export type PriceShape = {
  readonly models: readonly string[];
  /** When each era begins, epoch milliseconds; the first at 0. */
  readonly erasFromMs: readonly number[];
};

export type Prior = { readonly means: readonly number[]; readonly spreads: readonly number[] };

const kinds = tokenKinds.length;
/** Half a million tokens of input for a point: a rough order of magnitude. */
const scalePrior = { mean: -Math.log(500_000), spread: 4 };
/** A change by more than a factor of three would be a surprise. */
const changePrior = { mean: 0, spread: 0.6 };

/** How many parameters there are. `input` has none, since the others are ratios to it. */
function parameterCount({ models, erasFromMs }: PriceShape): number {
  return erasFromMs.length + kinds - 1 + models.length;
}

export function priorOf({ models, erasFromMs }: PriceShape): Prior {
  const ratios = [
    ...tokenKinds.slice(1).map((kind) => kindPriors[kind]),
    ...models.map(modelPrior),
  ];
  const scales = erasFromMs.map((_, era) => (era === 0 ? scalePrior : changePrior));
  return {
    means: [...scales.map(({ mean }) => mean), ...ratios.map(({ ratio }) => Math.log(ratio))],
    spreads: [...scales.map(({ spread }) => spread), ...ratios.map(({ spread }) => spread)],
  };
}

export function eraAt({ erasFromMs }: PriceShape, atMs: number): number {
  return Math.max(
    0,
    erasFromMs.findLastIndex((fromMs) => fromMs <= atMs),
  );
}

/** By values and era: every segment of an era has the same. */
const knownPrices = new WeakMap<readonly number[], (readonly number[] | undefined)[]>();

/** Points per token, in the order of token columns. `values` belong to one shape and never change. */
export function columnPrices(
  shape: PriceShape,
  values: readonly number[],
  era: number,
): readonly number[] {
  const byEra = knownPrices.get(values) ?? [];
  knownPrices.set(values, byEra);
  return (byEra[era] ??= computePrices(shape, values, era));
}

function computePrices(
  shape: PriceShape,
  values: readonly number[],
  era: number,
): readonly number[] {
  const firstKind = shape.erasFromMs.length;
  const firstModel = firstKind + kinds - 1;
  const scale = values.slice(0, era + 1).reduce((sum, value) => sum + value, 0);
  return shape.models.flatMap((_, model) =>
    tokenKinds.map((__, kind) =>
      Math.exp(
        scale +
          (kind === 0 ? 0 : (values[firstKind + kind - 1] ?? 0)) +
          (values[firstModel + model] ?? 0),
      ),
    ),
  );
}

/** What token columns cost at such prices, in points. */
export function costOf(tokens: readonly number[], prices: readonly number[]): number {
  let sum = 0;
  // Without an iterator: this is the innermost loop of every draw.
  for (let column = 0; column < tokens.length; column += 1)
    sum += (tokens[column] ?? 0) * (prices[column] ?? 0);
  return sum;
}

/** How the cost of token columns grows with each parameter. */
export function costGradient(
  shape: PriceShape,
  { tokens, era, prices }: { tokens: readonly number[]; era: number; prices: readonly number[] },
): readonly number[] {
  const firstKind = shape.erasFromMs.length;
  const firstModel = firstKind + kinds - 1;
  const gradient = Array.from({ length: parameterCount(shape) }, () => 0);
  for (const [column, count] of tokens.entries()) {
    if (count === 0) continue;
    const cost = count * (prices[column] ?? 0);
    const kind = column % kinds;
    const model = firstModel + Math.floor(column / kinds);
    for (let index = 0; index <= era; index += 1) gradient[index] = (gradient[index] ?? 0) + cost;
    if (kind > 0) gradient[firstKind + kind - 1] = (gradient[firstKind + kind - 1] ?? 0) + cost;
    gradient[model] = (gradient[model] ?? 0) + cost;
  }
  return gradient;
}
