import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A person's home folder and a system's temporary folder, both empty, gone after the test. */
export type TempHome = { readonly home: string; readonly temp: string; readonly dataDir: string; leftInTemp(): string[] };

export function makeTempHome(t: Pick<TestContext, 'after'>): TempHome {
  const root = mkdtempSync(join(tmpdir(), 'kimibar-test-'));
  const [home, temp] = [join(root, 'home'), join(root, 'tmp')];
  mkdirSync(home);
  mkdirSync(temp);
  t.after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  return { home, temp, dataDir: join(root, 'data'), leftInTemp: () => readdirSync(temp) };
}
