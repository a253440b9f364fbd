import { createNodeCommands } from '../../../../src/host/commands.ts';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import type { KimiSite } from '../../../../src/domain/kimi-site.ts';
import type { Commands, Env, Platform } from '../../../../src/host/host.ts';
import { openSqlite } from '../../../../src/host/sqlite.ts';
import { appDataIn } from '../app-data-in.ts';
import { createSessionCache } from '../../../../src/credentials/browsers/session-cache.ts';
import type { BrowserDeps } from '../../../../src/credentials/browsers/session-look.ts';
import type { TempHome } from './temp-home.ts';

type Choices = {
  readonly os?: Platform['os'] | undefined;
  readonly env?: Env | undefined;
  readonly site?: KimiSite | undefined;
  readonly commands?: Commands | undefined;
  readonly nowMs?: (() => number) | undefined;
};

/**
 * What browser sources need, until the end of the test: the real disk and database below a
 * temporary home, and a fixed clock.
 */
export function browserMachine(
  place: TempHome,
  choices: Choices = {},
): BrowserDeps & { readonly opened: string[] } {
  const os = choices.os ?? 'linux';
  pretend(place, os);
  const platform: Platform = { os, homeDir: place.home, tempDir: place.temp, pid: 1 };
  const site = choices.site ?? 'mainland';
  const env = { ...appDataIn(place.home, os), ...choices.env };
  const files = createNodeFiles(platform);
  const opened: string[] = [];
  return {
    platform,
    site,
    env,
    opened,
    files: {
      ...files,
      copyPrivate(from, to) {
        opened.push(from);
        return files.copyPrivate(from, to);
      },
    },
    commands: choices.commands ?? createNodeCommands(env),
    clock: { now: choices.nowMs ?? (() => 1_795_000_000_000), sleep: () => Promise.resolve() },
    openSqlite,
    cache: createSessionCache({ files }, place.dataDir, site),
  };
}

/** The cookie library follows the system that runs it, and asks that system's key store. */
function pretend(place: TempHome, os: Platform['os']): void {
  const real = process.platform;
  Object.defineProperty(process, 'platform', { value: os });
  place.atEnd(() => Object.defineProperty(process, 'platform', { value: real }));
}
