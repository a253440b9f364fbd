import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordHistory } from '../../src/app/history.ts';
import type { QuotaWindow } from '../../src/domain/quota-window.ts';
import type { TokenUse } from '../../src/domain/token-use.ts';
import type { UsageSnapshot } from '../../src/domain/usage-snapshot.ts';
import type { Host } from '../../src/host/host.ts';
import { kimiCodeTree } from '../../src/simulator/logs/kimi-code-tree.ts';
import { simulatedWork } from '../../src/simulator/logs/simulated-work.ts';
import { simulatedPast } from '../../src/simulator/simulated-past.ts';

const hourMs = 3_600_000;
/** Long enough before the price change and after it. */
const spanMs = 20 * 24 * hourMs;

/**
 * Gives the host three weeks of recorded usage, and a Kimi Code home the logs of the work behind it; they
 * end at `nowMs`. The simulated prices rise eight days before that. Calls keep their project unless
 * `projectOf` gives another.
 */
export async function writeSimulatedPast(
  host: Host,
  kimiHome: string,
  { nowMs, projectOf }: { nowMs: number; projectOf?: (use: TokenUse) => string },
): Promise<void> {
  const past = simulatedPast(presentAt(nowMs)).filter(
    ({ fetchedAtMs }) => fetchedAtMs > nowMs - spanMs,
  );
  await recordHistory(host, past);
  const { uses, ...work } = simulatedWork(past);
  const placed = uses.map((use) =>
    Object.assign({}, use, { project: projectOf?.(use) ?? use.project }),
  );
  for (const { path, text } of kimiCodeTree({ ...work, uses: placed })) {
    const file = join(kimiHome, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function presentAt(nowMs: number): UsageSnapshot {
  const windows: readonly QuotaWindow[] = [
    { ...whole('session', 40), lengthMinutes: 300, resetsAtMs: nowMs + 2 * hourMs },
    { ...whole('weekly', 55), lengthMinutes: 10_080, resetsAtMs: nowMs + 50 * hourMs },
    { ...whole('monthly', 60), resetsAtMs: nowMs + 200 * hourMs },
  ];
  return { windows, source: 'api-key', fetchedAtMs: nowMs };
}

function whole(id: QuotaWindow['id'], used: number): Omit<QuotaWindow, 'resetsAtMs'> {
  return { id, usedPercent: used, used, limit: 100, unit: 'requests', reliable: true };
}
