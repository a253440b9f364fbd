import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

/** KimiBar's data folder in a stage. */
export const dataFolderOf = ({ home }: Stage): string => join(home, '.local', 'share', 'kimibar');

/** The usage that status lines show, as saved. */
export function latestUsage(stage: Stage) {
  return JSON.parse(readFileSync(join(dataFolderOf(stage), 'readings', 'latest.json'), 'utf8'));
}

/** Makes the cached usage and the last refresh claim older. */
export function ageUsage(stage: Stage, ms: number): void {
  const folder = join(dataFolderOf(stage), 'readings');
  for (const name of ['latest.json', `${latestUsage(stage).slot}.json`]) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(
      join(folder, name),
      text.replaceAll(
        /("(?:fetchedAtMs|failedAtMs)":)(\d+)/g,
        (_, key: string, at: string) => `${key}${Number(at) - ms}`,
      ),
    );
  }
  const claim = join(folder, 'status-refresh');
  if (existsSync(claim)) utimesSync(claim, new Date(Date.now() - ms), new Date(Date.now() - ms));
}
