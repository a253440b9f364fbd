import * as v from 'valibot';
import type { EventMemory } from '../domain/usage-event-memory.ts';
import type { Host } from '../host/host.ts';

/** Where the memory of events is kept. */
export type EventMemoryFile = {
  /** Undefined where there is none or it can't be used: then all is as on the first day. */
  read(): EventMemory | undefined;
  write(memory: EventMemory): Promise<void>;
};

const formatVersion = 1;

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const windowSchema = v.object({
  seenAtMs: v.number(),
  usedPercent: percent,
  limit: v.exactOptional(v.number()),
  resetsAtMs: v.exactOptional(v.number()),
  resetDue: v.boolean(),
  exhausted: v.picklist(['no', 'told', 'back']),
  lowTold: v.exactOptional(percent),
  runOutTold: v.boolean(),
});
const accountSchema = v.object({
  account: v.exactOptional(v.string()),
  plan: v.exactOptional(v.string()),
  windows: v.record(v.string(), windowSchema),
  access: v.object({
    known: v.boolean(),
    lostTold: v.boolean(),
    failingTold: v.boolean(),
    failuresInARow: v.number(),
    lastFailureAtMs: v.exactOptional(v.number()),
  }),
});
const fileSchema = v.object({ version: v.literal(formatVersion), accounts: v.array(accountSchema) });

/** The memory of events in a small private file. `write` throws the system's error. */
export function openEventMemoryFile({ files, log }: Pick<Host, 'files' | 'log'>, path: string): EventMemoryFile {
  return {
    read() {
      try {
        const text = files.readText(path);
        if (text === undefined) return undefined;
        const { accounts } = v.parse(fileSchema, JSON.parse(text));
        return { accounts };
      } catch (error) {
        log.debug('the memory of events could not be read', { reason: error instanceof Error ? error.name : 'unknown' });
        return undefined;
      }
    },
    write: (memory) => files.writePrivate(path, `${JSON.stringify({ version: formatVersion, ...memory })}\n`),
  };
}
