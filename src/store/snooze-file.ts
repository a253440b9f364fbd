import type { Snoozes } from '../domain/snooze.ts';
import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/read-json.ts';
import { aNumber, anObject, aRecord } from './shape.ts';

const formatVersion = 1;

const aSnoozeFile = anObject({
  version: (value) => value === formatVersion,
  untilMs: aRecord(aNumber),
});

/** What is snoozed, in a small private file, so that a restart does not wake it. */
export function openSnoozeFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    /** Nothing where there is no file that can be used. */
    read(): Snoozes {
      const json = readJson(files, path);
      return aSnoozeFile(json) ? (json as { readonly untilMs: Snoozes }).untilMs : {};
    },
    /** Throws the system's error. */
    write: (untilMs: Snoozes): Promise<void> =>
      files.writePrivate(path, `${JSON.stringify({ version: formatVersion, untilMs })}\n`),
  };
}
