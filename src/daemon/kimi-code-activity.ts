import { join } from 'node:path';
import { tryFacts, tryList } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { kimiCodeHome } from '../host/user-folders.ts';

/** Only the latest of many sessions can be active. */
const newestFolders = 3;

/**
 * When Kimi Code last wrote its session log, epoch milliseconds, by the modification times of
 * folders under `$KIMI_CODE_HOME/sessions`; no file is opened. Undefined if there is no session.
 */
export function kimiCodeActiveAtMs({
  files,
  env,
  platform,
}: Pick<Host, 'files' | 'env' | 'platform'>): number | undefined {
  const sessions = join(kimiCodeHome({ env, platform }), 'sessions');
  // Each turn of a session replaces a file in its folder; new sessions and agents create folders.
  const projects = newest(files, [sessions]);
  const current = newest(files, childrenOf(files, projects));
  const inside = newest(files, childrenOf(files, current));
  const agents = newest(files, childrenOf(files, inside));
  const times = [...projects, ...current, ...inside, ...agents].map(
    ({ modifiedAtMs }) => modifiedAtMs,
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

type Folder = { readonly path: string; readonly modifiedAtMs: number };

function childrenOf(files: Host['files'], folders: readonly Folder[]): string[] {
  return folders.flatMap(({ path }) => tryList(files, path).map((name) => join(path, name)));
}

function newest(files: Host['files'], paths: readonly string[]): Folder[] {
  const folders = paths.flatMap((path) => {
    const facts = tryFacts(files, path);
    return facts?.kind === 'folder' ? [{ path, modifiedAtMs: facts.modifiedAtMs }] : [];
  });
  return folders.toSorted((a, b) => b.modifiedAtMs - a.modifiedAtMs).slice(0, newestFolders);
}
