import { join } from 'node:path';
import { isFailureKind } from '../domain/failure.ts';
import { languages } from '../domain/language.ts';
import { meterChoices } from '../domain/setting-choices.ts';
import type { StatusLineCache, StatusMarks } from '../domain/status-line-cache.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';
import { isUsageSnapshot } from '../domain/usage-shape.ts';
import { isFlag, isNumber, isOneOf, isShape, isText, optional } from '../domain/shape.ts';

const isStatusFile = isShape<StatusLineCache & { readonly version: number }>({
  version: isOneOf(1),
  slot: isText,
  marks: isShape<StatusMarks>({
    config: isText,
    env: optional(isText),
    hint: optional(isText),
    account: optional(isText),
  }),
  enabled: isFlag,
  meters: isOneOf(...meterChoices),
  site: optional(isOneOf('mainland', 'global')),
  language: optional(isOneOf(...languages)),
  cadenceMs: (value): value is number => typeof value === 'number' && value > 0,
  snapshot: optional(isUsageSnapshot),
  failed: optional(isShape({ kind: isFailureKind, failedAtMs: isNumber })),
});

/**
 * The usage that status lines show, read on every draw of a status bar; undefined if there is no
 * valid file.
 */
export function readStatusFile(
  files: Pick<Host['files'], 'readText'>,
  folder: string,
): StatusLineCache | undefined {
  const json = readJson(files, statusFilePath(folder));
  return isStatusFile(json) ? json : undefined;
}

/** Throws the system's error if the disk can't be written to. */
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
