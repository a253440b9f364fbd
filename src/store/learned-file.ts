import { isLearned, type Learned } from '../domain/forecast/learned.ts';
import { isOneOf, isShape } from '../domain/shape.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';

const isLearnedFile = isShape<{ readonly version: 1; readonly learned: Learned }>({
  version: isOneOf(1),
  learned: isLearned,
});

/**
 * What was learned of an account, beside its cached usage, so that a forecast needs no database. An
 * unreadable file counts as missing: it is learned again.
 */
export function openLearnedFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    read(): Learned | undefined {
      const json = readJson(files, path);
      return isLearnedFile(json) ? json.learned : undefined;
    },
    /** Throws the system's error if the disk can't be written to. */
    async write(learned: Learned): Promise<void> {
      refuseLinkedFolder(files, path);
      await files.writeCache(path, `${JSON.stringify({ version: 1, learned })}\n`);
    },
  };
}
