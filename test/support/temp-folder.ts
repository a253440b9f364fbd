import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An empty folder that is removed after the test. */
export function tempFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-test-'));
  t.after(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Processes that the test ends later may still write to it.
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    }
  });
  return folder;
}
