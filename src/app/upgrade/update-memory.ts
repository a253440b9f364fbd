import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import { isNumber, isShape, isText, optional } from '../../domain/shape.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';

/** What is known of newer releases. Times are epoch milliseconds. */
export type UpdateMemory = {
  readonly checkedAtMs: number;
  /** The latest release then; absent if it could not be found out. */
  readonly version?: string | undefined;
  readonly shownAtMs?: number | undefined;
};

type Place = Pick<Host, 'env' | 'files' | 'platform'>;

const isMemory = isShape<UpdateMemory>({
  checkedAtMs: isNumber,
  version: optional(isText),
  shownAtMs: optional(isNumber),
});

export function readUpdateMemory(host: Place): UpdateMemory | undefined {
  const json = readJson(host.files, pathOf(host));
  return isMemory(json) ? json : undefined;
}

/** Throws the system's error. */
export async function writeUpdateMemory(host: Place, memory: UpdateMemory): Promise<void> {
  await host.files.writeCache(pathOf(host), JSON.stringify(memory));
}

/** Notes the latest release. Throws the system's error. */
export async function rememberRelease(
  host: Place & Pick<Host, 'clock'>,
  version: string,
): Promise<void> {
  const before = readUpdateMemory(host);
  await writeUpdateMemory(host, { ...before, checkedAtMs: host.clock.now(), version });
}

function pathOf({ env, platform }: Place): string {
  return join(dataFolder(env, platform), 'update.json');
}
