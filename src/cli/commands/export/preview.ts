import { maskUrl } from '../../../config/mask-secrets.ts';
import { exportTarget } from '../../../daemon/export/export-target.ts';
import { prometheusText } from '../../../present/metrics/prometheus-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { currentMetrics } from './current-metrics.ts';
import { noTargetText } from './no-target-text.ts';

/**
 * `kimibar export preview`: everything that a push would send, in Prometheus' text format below
 * the resource attributes, and the names of what has no sample now, such as failures. Sends
 * nothing; stderr names the receiver.
 */
export async function exportPreview(context: CommandContext): Promise<number> {
  const { terminal, messages, host } = context;
  const { settings, hostName, metrics } = await currentMetrics(context);
  const { resourceAttributes } = await import('../../../daemon/export/otlp-payload.ts');
  const target = exportTarget(settings, host.env);
  terminal.err(
    target === undefined
      ? noTargetText(context, settings)
      : messages.export.goesTo({
          address: maskUrl(target.url.href),
          headers: Object.keys(target.headers),
        }),
  );
  const attributes = Object.entries(resourceAttributes(hostName));
  const resource = attributes.map(([name, value]) => `# ${name}=${JSON.stringify(value)}\n`);
  terminal.out(`${resource.join('')}\n${prometheusText(metrics)}`);
  return 0;
}
