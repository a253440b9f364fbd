import { cleanText } from '../words/clean-text.ts';

/** Labels by name; an absent value is an absent label. */
export type MetricLabels = Readonly<Record<string, string | undefined>>;

export type MetricSample = { readonly labels: MetricLabels; readonly value: number };

/** A metric with its present samples, for Prometheus and OTLP alike. */
export type Metric = {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly MetricSample[];
} & (
  | { readonly type: 'gauge' }
  /** `sinceMs` is when the count began at zero, epoch milliseconds. */
  | { readonly type: 'counter'; readonly sinceMs: number }
);

/** What plans, models and projects may be called: their names come from outside. */
const maxLabelLength = 100;

/** The samples of different labels, each set of labels once; absent labels are left out. */
export function distinctSamples(samples: readonly MetricSample[]): readonly MetricSample[] {
  const byLabels = new Map<string, MetricSample>();
  for (const { labels, value } of samples) {
    const given = Object.entries(labels).flatMap(([name, text = '']) => {
      const clean = cleanText(text, maxLabelLength);
      return clean === '' ? [] : [[name, clean] as const];
    });
    byLabels.set(JSON.stringify(given), { labels: Object.fromEntries(given), value });
  }
  return [...byLabels.values()];
}
