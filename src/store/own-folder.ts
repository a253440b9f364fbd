import { dirname } from 'node:path';
import type { Host } from '../host/host.ts';

/**
 * Refuses to go on where the folder that holds `path` is a link. For folders that we make inside our own: a person may have put
 * the outer one elsewhere, but nobody has a reason to replace one of ours. Throws `ELOOP`.
 */
export function refuseLinkedFolder(files: Pick<Host['files'], 'facts'>, path: string): void {
  const folder = dirname(path);
  if (files.facts(folder)?.kind !== 'link') return;
  throw Object.assign(new Error('refusing to write into a linked folder'), {
    code: 'ELOOP',
    path: folder,
  });
}
