import type { Host } from '../host.ts';
import { takeExclusiveFile, type ForeignMark } from './exclusive-file.ts';
import { refuseLinkedFolder } from './safe-folder.ts';

export type Turn = {
  /** A small file that says whose the last turn was, and by its age, when. */
  readonly path: string;
  readonly owner: string;
  /** Until the owner of the last turn may have the next one. */
  readonly everyMs: number;
  /** Until another owner may. */
  readonly othersMs: number;
};

/**
 * True for the first of all processes that call this within `everyMs`. False for all of them if the
 * file cannot be created.
 */
export async function takeTurn(
  { files, clock }: Pick<Host, 'files' | 'clock'>,
  { path, owner, everyMs, othersMs }: Turn,
): Promise<boolean> {
  // A turn from the future was taken before the clock was set back.
  const isAbandoned = ({ text, modifiedAtMs }: ForeignMark): boolean =>
    Math.abs(clock.now() - modifiedAtMs) > (text === owner ? everyMs : Math.min(everyMs, othersMs));
  try {
    refuseLinkedFolder(files, path);
    return await takeExclusiveFile(files, { path, text: owner, isAbandoned });
  } catch {
    return false;
  }
}
