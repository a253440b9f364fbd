import { configFilePath, dataFolder } from '../../config/config-paths.ts';
import { textDigest } from '../../domain/text-digest.ts';
import { readEnvValue } from '../../host/env-value.ts';
import type { Settings } from '../../config/settings.ts';
import { accountHint } from '../../credentials/account-hint.ts';
import { accountVariables } from '../../credentials/account-variables.ts';
import {
  defaultCadenceMs,
  type StatusMarks,
  type StatusLineCache,
} from '../../domain/status-line-cache.ts';
import type { Host } from '../../host/host.ts';
import { openSchedule } from '../running-daemon.ts';
import { readInstalledLines } from '../../store/line-file.ts';
import { readStatusFile, readStatusFileAccounts } from '../../store/status-file.ts';

type Place = Pick<Host, 'files' | 'env' | 'platform'>;

/**
 * Digests of what decides which account is read: the config file (`configPath` is `--config`) and
 * the environment.
 */
export function statusMarks({ files, env, platform }: Place, configPath?: string): StatusMarks {
  const named = accountVariables.map((name) => readEnvValue(env, name) ?? null);
  return {
    config: configFileMark(files, configFilePath(env, platform, configPath)),
    hint: accountHint(env),
    ...(named.every((value) => value === null) ? {} : { env: textDigest(JSON.stringify(named)) }),
  };
}

/**
 * The usage that status lines show; undefined if there is none. `line` is the account that a line
 * names; without one it shows the default account. Never throws.
 */
export function readStatusLineCache(
  { files, env, platform }: Place,
  line?: string,
): StatusLineCache | undefined {
  return readStatusFile(files, dataFolder(env, platform), line);
}

/** The accounts that status lines name, as far as they were drawn or installed. */
export function accountsOfLines({ env, files, platform }: Place): readonly string[] {
  const folder = dataFolder(env, platform);
  const installed = readInstalledLines(files, folder).flatMap(({ account }) => account ?? []);
  return [...new Set([...installed, ...readStatusFileAccounts(files, folder)])];
}

/** Does any tool draw its status line with the shell script? */
export function hasInstalledLines({ env, files, platform }: Place): boolean {
  return readInstalledLines(files, dataFolder(env, platform)).length > 0;
}

/**
 * Should a status line refresh this usage? Yes if it is missing or older than the cadence and no
 * daemon refreshes it. A failure, too, is not retried before the cadence has passed.
 */
export function isDue(
  host: Place & Pick<Host, 'clock'>,
  reading: StatusLineCache | undefined,
): boolean {
  if (reading === undefined) return true;
  const nowMs = host.clock.now();
  const takenAtMs = Math.max(
    reading.snapshot?.fetchedAtMs ?? -Infinity,
    reading.failed?.failedAtMs ?? -Infinity,
  );
  const young = takenAtMs <= nowMs && nowMs - takenAtMs <= reading.cadenceMs;
  if (young || !reading.enabled) return false;
  return openSchedule(host).nextRefreshAtMs(reading.slot) === undefined;
}

/**
 * How old a status line's usage may become, in milliseconds. Only the daemon has an adaptive
 * cadence; without it, usage is refreshed every five minutes.
 */
export function cadenceMsOf({ refresh: { cadence } }: Pick<Settings, 'refresh'>): number {
  return cadence === 'adaptive' ? defaultCadenceMs : cadence * 60_000;
}

function configFileMark(files: Host['files'], path: string): string {
  try {
    return textDigest(files.readText(path));
  } catch {
    return 'unreadable';
  }
}
