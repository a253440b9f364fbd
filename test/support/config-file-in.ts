import { configFilePath } from '../../src/config/config-paths.ts';
import { readPlatform } from '../../src/host/platform.ts';

/** Where the config file of this home is on the system that runs the test. */
export function configFileIn(home: string): string {
  return configFilePath({}, { ...readPlatform({}), homeDir: home });
}
