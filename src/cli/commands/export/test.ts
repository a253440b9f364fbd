import { maskUrl } from '../../../config/mask-secrets.ts';
import { exportTarget } from '../../../daemon/export/export-target.ts';
import { sendPayload } from '../../../daemon/export/send-payload.ts';
import { collectorTroubleText } from '../../../present/fleet/engine-trouble-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { currentMetrics } from './current-metrics.ts';
import { noTargetText } from './no-target-text.ts';

/**
 * `kimibar export test`: pushes once, now. Exit code 1 if the export is off or the collector does
 * not accept it.
 */
export async function exportTest(context: CommandContext): Promise<number> {
  const { terminal, messages, host, signal } = context;
  const { settings, hostName, metrics } = await currentMetrics(context);
  const target = exportTarget(settings, host.env);
  if (target === undefined) {
    terminal.err(noTargetText(context, settings));
    return 1;
  }
  const { otlpPayload } = await import('../../../daemon/export/otlp-payload.ts');
  const atMs = host.clock.now();
  const payload = await otlpPayload(metrics, { host: hostName, atMs });
  const result = await sendPayload(host, { target, payload, signal });
  const address = maskUrl(target.url.href);
  if (result.kind !== 'sent') {
    terminal.err(collectorTroubleText({ address, reason: result.reason }, messages));
    return 1;
  }
  const series = metrics.reduce((sum, { samples }) => sum + samples.length, 0);
  terminal.out(messages.export.accepted({ address, series }));
  return 0;
}
