import { configFilePath } from '../../src/config/config-paths.ts';
import { readPlatform } from '../../src/host/platform.ts';

/** The path of this home's config file on the system that runs the test. */
export function configFileIn(home: string): string {
  return configFilePath({}, { ...readPlatform({}), homeDir: home });
}
