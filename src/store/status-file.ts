import { join } from 'node:path';
import { isFailureKind } from '../domain/failure.ts';
import { languages } from '../domain/language.ts';
import { meterChoices } from '../domain/setting-choices.ts';
import type { StatusLineCache } from '../domain/status-line-cache.ts';
import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/read-json.ts';
import { isSnapshot } from './cached-usage-shape.ts';
import { refuseLinkedFolder } from './own-folder.ts';
import { aFlag, aNumber, anObject, aText, oneOf } from './shape.ts';

const aStatusReading = anObject(
  {
    version: (value) => value === 1,
    slot: aText,
    marks: anObject({ config: aText }, { env: aText }),
    enabled: aFlag,
    meters: oneOf(...meterChoices),
    cadenceMs: (value) => typeof value === 'number' && value > 0,
  },
  {
    language: oneOf(...languages),
    snapshot: isSnapshot,
    failed: anObject({ kind: isFailureKind, failedAtMs: aNumber }),
  },
);

/** What status lines show. Read on every draw of a status bar; undefined where there is none, or none that can be read. */
export function readStatusFile(
  files: Pick<Host['files'], 'readText'>,
  folder: string,
): StatusLineCache | undefined {
  const json = readJson(files, statusFilePath(folder));
  return aStatusReading(json) ? (json as StatusLineCache) : undefined;
}

/** Throws the system's error where the disk can't be written to. */
export async function writeStatusFile(
  files: Pick<Host['files'], 'facts' | 'writePrivate'>,
  folder: string,
  reading: StatusLineCache,
): Promise<void> {
  refuseLinkedFolder(files, statusFilePath(folder));
  await files.writePrivate(
    statusFilePath(folder),
    `${JSON.stringify({ version: 1, ...reading })}\n`,
  );
}

function statusFilePath(folder: string): string {
  return join(folder, 'readings', 'latest.json');
}
