import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/**
 * A user's home, a temporary folder of the system, and one for the test itself. All are empty, and
 * removed after the test.
 */
export type TempHome = {
  readonly home: string;
  readonly temp: string;
  readonly dataDir: string;
  readonly workshop: string;
  leftInTemp(): string[];
  /** Runs after the test, before the folders are removed; the last one runs first. */
  atEnd(work: () => unknown): void;
};

/** The environment before any test. */
const systemTemp = tmpdir();

export function makeTempHome(t: Pick<TestContext, 'after'>): TempHome {
  const root = mkdtempSync(join(systemTemp, 'kimibar-test-'));
  const [home, temp, workshop] = [join(root, 'home'), join(root, 'tmp'), join(root, 'workshop')];
  for (const folder of [home, temp, workshop]) mkdirSync(folder);
  const endings: (() => unknown)[] = [];
  // The cookie library asks the system for the temporary folder; Windows has other variables for
  // it.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) {
    process.env[name] = temp;
    endings.push(() => (process.env[name] = systemTemp));
  }
  t.after(async () => {
    for (const end of endings.toReversed()) await end();
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    home,
    temp,
    workshop,
    dataDir: join(root, 'data'),
    leftInTemp: () => readdirSync(temp),
    atEnd: (work) => endings.push(work),
  };
}
