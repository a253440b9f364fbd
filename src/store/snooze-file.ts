import type { Snoozes } from '../domain/snooze.ts';
import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/try-read.ts';
import { isNumber, isOneOf, isRecordOf, isShape } from '../domain/shape.ts';

const formatVersion = 1;

const isSnoozeFile = isShape<{ readonly version: number; readonly untilMs: Snoozes }>({
  version: isOneOf(formatVersion),
  untilMs: isRecordOf(isNumber),
});

/** Snoozed events in a small private file, so that a restart does not end the snooze. */
export function openSnoozeFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    /** Empty if there is no valid file. */
    read(): Snoozes {
      const json = readJson(files, path);
      return isSnoozeFile(json) ? json.untilMs : {};
    },
    /** Throws the system's error. */
    write: (untilMs: Snoozes): Promise<void> =>
      files.writePrivate(path, `${JSON.stringify({ version: formatVersion, untilMs })}\n`),
  };
}
