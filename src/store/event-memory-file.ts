import type {
  AccessMemory,
  AccountMemory,
  EventMemory,
  PlanChange,
  WindowMemory,
} from '../domain/events/event-memory.ts';
import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/try-read.ts';
import {
  isFlag,
  isListOf,
  isNumber,
  isOneOf,
  isPercent,
  isRecordOf,
  isShape,
  isText,
  optional,
} from '../domain/shape.ts';

const formatVersion = 1;

const isWindow = isShape<WindowMemory>({
  seenAtMs: isNumber,
  usedPercent: isPercent,
  limit: optional(isNumber),
  resetsAtMs: optional(isNumber),
  resetDue: isFlag,
  exhausted: isOneOf('no', 'told', 'back'),
  lowTold: optional(isPercent),
  runOutTold: isFlag,
});
const isAccess = isShape<AccessMemory>({
  known: isFlag,
  lostTold: isFlag,
  failingTold: isFlag,
  failuresInARow: isNumber,
  lastFailureAtMs: optional(isNumber),
});
const isAccount = isShape<AccountMemory>({
  account: optional(isText),
  plan: optional(isText),
  planChange: optional(isShape<PlanChange>({ afterMs: isNumber, byMs: isNumber })),
  windows: isRecordOf(isWindow),
  access: isAccess,
  priceToldMs: optional(isNumber),
});
const isEventMemory = isShape<EventMemory & { readonly version: number }>({
  version: isOneOf(formatVersion),
  accounts: isListOf(isAccount),
});

/** Which events were published, in a small private file. */
export function openEventMemoryFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    /** Undefined if there is none or it is invalid: then all starts as on the first day. */
    read(): EventMemory | undefined {
      const json = readJson(files, path);
      return isEventMemory(json) ? { accounts: json.accounts } : undefined;
    },
    /** Throws the system's error. */
    write: (memory: EventMemory): Promise<void> =>
      files.writePrivate(path, `${JSON.stringify({ version: formatVersion, ...memory })}\n`),
  };
}
