import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A fresh folder that is gone after the test. */
export function tempFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-test-'));
  t.after(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // What the test ends only after this is still writing into it.
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    }
  });
  return folder;
}
