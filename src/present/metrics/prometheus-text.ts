import { distinctSamples, type Metric, type MetricLabels } from './metric.ts';

export const prometheusType = 'text/plain; version=0.0.4; charset=utf-8';

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export function prometheusText(metrics: readonly Metric[]): string {
  return `${metrics.map(formatMetric).join('\n\n')}\n`;
}

function formatMetric({ name, type, help, samples }: Metric): string {
  const lines = distinctSamples(samples).map(
    ({ labels, value }) => `${name}${formatLabels(labels)} ${value}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function formatLabels(labels: MetricLabels): string {
  const pairs = Object.entries(labels).map(([name, value = '']) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
