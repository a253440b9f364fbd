import { plainResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

/** `GET /metrics` in Prometheus' text format. What makes it loads with the first scrape: most people have no Prometheus. */
export function metricsRoute(world: ServerWorld): () => Promise<Response> {
  let loaded: Promise<() => Promise<{ text: string; contentType: string }>> | undefined;
  return async () => {
    loaded ??= import('../usage-metrics.ts').then(({ createUsageMetrics }) =>
      createUsageMetrics(world),
    );
    const { text, contentType } = await (await loaded)();
    return plainResponse(text, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  };
}
