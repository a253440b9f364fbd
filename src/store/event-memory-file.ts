import type { EventMemory } from '../domain/events/event-memory.ts';
import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/read-json.ts';
import { aFlag, aList, aNumber, anObject, aPercent, aRecord, aText, oneOf } from './shape.ts';

const formatVersion = 1;

const aWindow = anObject(
  {
    seenAtMs: aNumber,
    usedPercent: aPercent,
    resetDue: aFlag,
    exhausted: oneOf('no', 'told', 'back'),
    runOutTold: aFlag,
  },
  { limit: aNumber, resetsAtMs: aNumber, lowTold: aPercent },
);
const access = anObject(
  { known: aFlag, lostTold: aFlag, failingTold: aFlag, failuresInARow: aNumber },
  { lastFailureAtMs: aNumber },
);
const anAccount = anObject({ windows: aRecord(aWindow), access }, { account: aText, plan: aText });
const anEventMemory = anObject({
  version: (value) => value === formatVersion,
  accounts: aList(anAccount),
});

/** What people have been told, in a small private file. */
export function openEventMemoryFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    /** Undefined where there is none or it can't be used: then all is as on the first day. */
    read(): EventMemory | undefined {
      const json = readJson(files, path);
      return anEventMemory(json) ? { accounts: (json as EventMemory).accounts } : undefined;
    },
    /** Throws the system's error. */
    write: (memory: EventMemory): Promise<void> =>
      files.writePrivate(path, `${JSON.stringify({ version: formatVersion, ...memory })}\n`),
  };
}
