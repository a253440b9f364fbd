import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, DataPointType, type MetricData } from '@opentelemetry/sdk-metrics';
import { version } from '../../app/version.ts';
import type { Metric } from '../../present/metrics/metric.ts';

/** What describes this computer in each push. */
export function resourceAttributes(host: string | undefined): Readonly<Record<string, string>> {
  const service = { 'service.name': 'kimibar', 'service.version': version };
  return host === undefined ? service : { ...service, 'host.name': host };
}

/** One push, as protobuf of OTLP, gzipped. All samples are of the moment `atMs`. */
export async function otlpPayload(
  metrics: readonly Metric[],
  { host, atMs }: { readonly host: string | undefined; readonly atMs: number },
): Promise<Buffer> {
  const present = metrics.filter(({ samples }) => samples.length > 0);
  const bytes = ProtobufMetricsSerializer.serializeRequest({
    resource: resourceFromAttributes(resourceAttributes(host)),
    scopeMetrics: [
      {
        scope: { name: 'kimibar', version },
        metrics: present.map((metric) => metricData(metric, atMs)),
      },
    ],
  });
  return promisify(gzip)(bytes ?? new Uint8Array());
}

function metricData(metric: Metric, atMs: number): MetricData {
  const sinceMs = metric.type === 'counter' ? metric.sinceMs : atMs;
  const dataPoints = metric.samples.map(({ labels, value }) => ({
    startTime: hrTime(sinceMs),
    endTime: hrTime(atMs),
    attributes: labels,
    value,
  }));
  const descriptor = { name: metric.name, description: metric.help, unit: '', valueType: doubles };
  const aggregationTemporality = AggregationTemporality.CUMULATIVE;
  const base = { descriptor, aggregationTemporality, dataPoints };
  return metric.type === 'counter'
    ? { ...base, dataPointType: DataPointType.SUM, isMonotonic: true }
    : { ...base, dataPointType: DataPointType.GAUGE };
}

/** `ValueType.DOUBLE` of `@opentelemetry/api`. */
const doubles = 1;

function hrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
