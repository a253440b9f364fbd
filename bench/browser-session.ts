import { join } from 'node:path';
import { demoWebToken } from '../src/simulator/demo-accounts.ts';
import { writeChromiumStore } from '../test/support/fakes/stores/chromium-store.ts';
import { sealByPassword } from '../test/support/fakes/stores/sealed-value.ts';
import { timePairs, type PairedResult, type Run } from './paired-runs.ts';

const host = '.kimi.com';

/**
 * A whole `usage` with a session in one of four Chrome profiles of 5,000 cookies each. It is found
 * again in each run, since the data folder is not writable. Linux only, without a key store.
 */
export function timeBrowserSession(
  program: string,
  env: Readonly<Record<string, string>>,
  home: string,
  base: Run,
): PairedResult {
  const sealed = sealByPassword({ host, token: demoWebToken }, 'v10', 'peanuts', 1);
  for (const profile of ['Default', 'Profile 1', 'Profile 2', 'Profile 3']) {
    const cookies =
      profile === 'Profile 2' ? [{ host, sealed, expiresAtMs: Date.now() + 86_400_000 }] : [];
    writeChromiumStore(join(home, '.config', 'google-chrome', profile, 'Cookies'), cookies, 5_000);
  }
  const { KIMI_CODE_API_KEY: _, ...keyless } = env;
  return timePairs(
    {
      args: [program, 'usage', '--json', '--source', 'web'],
      env: { ...keyless, HOME: home, KIMIBAR_DATA_DIR: '/dev/null/none' },
    },
    base,
  );
}
