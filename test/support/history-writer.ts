// A process that records usage as fast as it can: `history-writer.ts PATH`. Each record has one
// more used, and is printed on stdout once it is written.
import { createNodeHost } from '../../src/host/node-host.ts';
import { openHistoryStore } from '../../src/store/history-store.ts';
import { sessionReading } from './history-stage.ts';

const [path = ''] = process.argv.slice(2);
const store = openHistoryStore(createNodeHost({ env: {} }), path, { mayCreate: true });
const last =
  (await store.query({ sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER }))[0]?.samples.at(-1)?.used ??
  0;
for (let used = last + 1; ; used += 1) {
  await store.record(
    undefined,
    sessionReading(1_800_000_000_000 + used * 1000, used, 1_900_000_000_000),
  );
  process.stdout.write(`${used}\n`);
}
