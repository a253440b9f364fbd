import { join } from 'node:path';
import { isFailureKind } from '../domain/failure.ts';
import type { ShareRange, WindowForecast } from '../domain/forecast/window-forecast.ts';
import { languages } from '../domain/language.ts';
import { meterChoices } from '../domain/setting-choices.ts';
import type { StatusLineCache, StatusMarks } from '../domain/status-line-cache.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson, tryList } from '../host/files/try-read.ts';
import { textDigest } from '../domain/text-digest.ts';
import { isUsageSnapshot } from '../domain/usage-shape.ts';
import {
  isFlag,
  isNumber,
  isOneOf,
  isRecordOf,
  isShape,
  isText,
  optional,
} from '../domain/shape.ts';

const isWindowForecast = isShape<Omit<WindowForecast, 'path'>>({
  basis: isOneOf('rhythm', 'even-pace'),
  weeks: isNumber,
  runsOutProbability: isNumber,
  usedAtResetPercent: isShape<ShareRange>({ p10: isNumber, p50: isNumber, p90: isNumber }),
  runsOutAt: optional(isNumber),
  runsOutEarliestAt: optional(isNumber),
});

const isStatusFile = isShape<StatusLineCache & { readonly version: number }>({
  version: isOneOf(1),
  line: optional(isText),
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
  forecasts: optional(isRecordOf(isWindowForecast)),
  failed: optional(isShape({ kind: isFailureKind, failedAtMs: isNumber })),
});

/**
 * The usage that status lines show, read on every draw of a status bar; undefined if there is no
 * valid file. `line` is the account that the line names, if it does.
 */
export function readStatusFile(
  files: Pick<Host['files'], 'readText'>,
  folder: string,
  line?: string,
): StatusLineCache | undefined {
  const json = readJson(files, statusFilePath(folder, line));
  return isStatusFile(json) && json.line === line ? json : undefined;
}

/** The accounts that lines name for which there is a file. Empty if the folder is unreadable. */
export function readStatusFileAccounts(
  files: Pick<Host['files'], 'list' | 'readText'>,
  folder: string,
): readonly string[] {
  const readings = join(folder, 'readings');
  return tryList(files, readings)
    .filter((name) => name.startsWith('line-') && name.endsWith('.json'))
    .flatMap((name) => {
      const json = readJson(files, join(readings, name));
      return isStatusFile(json) ? (json.line ?? []) : [];
    });
}

/** Throws the system's error if the disk can't be written to. */
export async function writeStatusFile(
  files: Pick<Host['files'], 'facts' | 'writeCache'>,
  folder: string,
  reading: StatusLineCache,
): Promise<void> {
  const path = statusFilePath(folder, reading.line);
  refuseLinkedFolder(files, path);
  await files.writeCache(path, `${JSON.stringify({ version: 1, ...reading })}\n`);
}

function statusFilePath(folder: string, line: string | undefined): string {
  const name = line === undefined ? 'latest' : `line-${textDigest(line)}`;
  return join(folder, 'readings', `${name}.json`);
}
