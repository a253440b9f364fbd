import type { Files } from '../host.ts';
import { removeAbandonedBeside, temporaryBeside } from './abandoned-files.ts';
import { tryReadText } from './try-read.ts';

type ExclusiveFiles = Pick<Files, 'createExclusive' | 'facts' | 'move' | 'readText' | 'remove'>;

/** What another process wrote at the path, and when. `text` is undefined if it can't be read. */
export type ForeignMark = { readonly text: string | undefined; readonly modifiedAtMs: number };

export type ExclusiveFile = {
  readonly path: string;
  /** Says whose it is. */
  readonly text: string;
  /** Is the other process dead, or its time over? */
  readonly isAbandoned: (mark: ForeignMark) => boolean;
};

/**
 * Creates a file that only one process can create, or replaces an abandoned one. False if another
 * process holds it. Rejects with the system's error if the file cannot be created at all.
 */
export async function takeExclusiveFile(
  files: ExclusiveFiles,
  file: ExclusiveFile,
): Promise<boolean> {
  const { path, text, isAbandoned } = file;
  if (await files.createExclusive(path, text)) return true;
  const mark = markAt(files, path);
  // Released in the meantime: the next attempt gets it.
  if (mark === undefined || !isAbandoned(mark)) return false;
  return (await removeAbandoned(files, file)) && (await files.createExclusive(path, text));
}

/**
 * Moves the file away before removing it, so that only one of several waiting processes gets it.
 * Another process may have replaced or renewed the file since it was found abandoned: one like that
 * is put back.
 */
async function removeAbandoned(
  files: ExclusiveFiles,
  { path, isAbandoned }: ExclusiveFile,
): Promise<boolean> {
  const aside = temporaryBeside(path);
  if (!(await files.move(path, aside))) return false;
  const caught = markAt(files, aside);
  const wasAbandoned = caught === undefined || isAbandoned(caught);
  if (!wasAbandoned) await files.createExclusive(path, caught.text ?? '');
  await files.remove(aside);
  removeAbandonedBeside(path);
  return wasAbandoned;
}

function markAt(files: Pick<Files, 'facts' | 'readText'>, path: string): ForeignMark | undefined {
  const facts = files.facts(path);
  if (facts === undefined) return undefined;
  return { text: tryReadText(files, path), modifiedAtMs: facts.modifiedAtMs };
}
