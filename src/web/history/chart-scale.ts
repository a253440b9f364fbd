/** Positions in a chart's picture, in CSS pixels. */
export type ChartScale = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (atMs: number) => number;
  readonly y: (share: number) => number;
  readonly timeAt: (x: number) => number;
};

const chartHeight = 236;
const margin = { left: 42, right: 8, top: 16, bottom: 24 };

/** Maps a span of time and shares from 0 to 100 to a picture of this width. */
export function chartScale(
  { sinceMs, untilMs }: { readonly sinceMs: number; readonly untilMs: number },
  width: number,
): ChartScale {
  const left = margin.left;
  const right = Math.max(left + 1, width - margin.right);
  const bottom = chartHeight - margin.bottom;
  const perMs = (right - left) / (untilMs - sinceMs);
  return {
    width,
    height: chartHeight,
    left,
    right,
    top: margin.top,
    bottom,
    x: (atMs) => round(Math.min(right, Math.max(left, left + (atMs - sinceMs) * perMs))),
    y: (share) => round(bottom - (share / 100) * (bottom - margin.top)),
    timeAt: (x) =>
      sinceMs + Math.min(1, Math.max(0, (x - left) / (right - left))) * (untilMs - sinceMs),
  };
}

/** A stepped line: level until the next corner. */
export function stepPath(
  points: readonly { readonly atMs: number; readonly share: number }[],
  { x, y }: ChartScale,
): string {
  return points
    .map(({ atMs, share }, index) =>
      index === 0 ? `M${x(atMs)} ${y(share)}` : `H${x(atMs)}V${y(share)}`,
    )
    .join('');
}

/**
 * At most four corners for each pixel: the first, the lowest, the highest and the last. More would
 * not be visible.
 */
export function thinned<Point extends { readonly atMs: number; readonly share: number }>(
  points: readonly Point[],
  { x }: ChartScale,
): readonly Point[] {
  if (points.length < 400) return points;
  const columns = Map.groupBy(points, ({ atMs }) => Math.round(x(atMs)));
  return [...columns.values()].flatMap((column) => {
    if (column.length <= 4) return column;
    const sorted = column.toSorted((a, b) => a.share - b.share);
    const kept = new Set([column[0], sorted[0], sorted.at(-1), column.at(-1)]);
    return column.filter((point) => kept.has(point));
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
