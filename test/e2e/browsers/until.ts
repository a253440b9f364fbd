import { watch } from 'node:fs';

/**
 * Asks again whenever something below `folder` changes, until the answer is there.
 * A browser writes when it likes; there is nothing else to wait for. The test's own time limit ends it.
 */
export async function untilFound<T>(folder: string, ask: () => Promise<T | undefined>): Promise<T> {
  const watcher = watch(folder);
  try {
    for (;;) {
      const changed = new Promise((resolve) => watcher.once('change', resolve));
      const answer = await ask();
      if (answer !== undefined) return answer;
      await changed;
    }
  } finally {
    watcher.close();
  }
}
