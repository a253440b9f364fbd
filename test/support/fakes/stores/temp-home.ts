import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A person's home folder, a system's temporary folder and one for what the test itself needs: empty, and gone after it. */
export type TempHome = {
  readonly home: string;
  readonly temp: string;
  readonly dataDir: string;
  readonly workshop: string;
  leftInTemp(): string[];
  /** Runs after the test, before the folders go; what was started last is ended first. */
  atEnd(work: () => unknown): void;
};

/** As it was before any test. */
const systemTemp = tmpdir();

export function makeTempHome(t: Pick<TestContext, 'after'>): TempHome {
  const root = mkdtempSync(join(systemTemp, 'kimibar-test-'));
  const [home, temp, workshop] = [join(root, 'home'), join(root, 'tmp'), join(root, 'workshop')];
  for (const folder of [home, temp, workshop]) mkdirSync(folder);
  const endings: (() => unknown)[] = [];
  // The cookie library asks the system where temporary files go; on Windows that has other names.
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
