import { createNodeCommands } from '../../../../../src/host/commands.ts';
import { createNodeFiles } from '../../../../../src/host/files/files.ts';
import type { Commands, Env, Platform } from '../../../../../src/host/host.ts';
import { openSqlite } from '../../../../../src/host/sqlite.ts';
import { createSessionCache } from '../../../../../src/credentials/browsers/session-cache.ts';
import type { BrowserDeps } from '../../../../../src/credentials/browsers/session-look.ts';
import type { TempHome } from './temp-home.ts';

type Choices = { readonly os?: Platform['os']; readonly env?: Env; readonly commands?: Commands; readonly nowMs?: () => number };

/** What the browser sources need, with the real disk and database below a temporary home, and a clock that stands. */
export function browserMachine(place: TempHome, choices: Choices = {}): BrowserDeps & { readonly opened: string[] } {
  const platform: Platform = { os: choices.os ?? 'linux', homeDir: place.home, tempDir: place.temp, pid: 1 };
  const env = choices.env ?? {};
  const files = createNodeFiles(platform);
  const opened: string[] = [];
  return {
    platform,
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
    cache: createSessionCache({ files }, place.dataDir),
  };
}
