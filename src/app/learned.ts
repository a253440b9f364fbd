import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Learned } from '../domain/forecast/learned.ts';
import type { Host } from '../host/host.ts';
import { openLearnedFile } from '../store/learned-file.ts';

export type LearnedHost = Pick<Host, 'files' | 'env' | 'platform'>;

/** What forecasts of the account in this cache slot rest on; undefined if nothing is known. */
export function readLearned(host: LearnedHost, slot: string): Learned | undefined {
  return openLearned(host, slot).read();
}

/** Beside the cached usage of the slot. */
export function openLearned(host: LearnedHost, slot: string) {
  const folder = join(dataFolder(host.env, host.platform), 'readings');
  return openLearnedFile(host, join(folder, `${slot}.learned.json`));
}
