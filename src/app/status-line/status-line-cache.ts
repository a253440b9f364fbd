import { join } from 'node:path';
import { configFilePath, dataFolder } from '../../config/config-paths.ts';
import { textDigest } from '../../domain/text-digest.ts';
import { siteOf } from '../../domain/kimi-site.ts';
import { readEnvValue } from '../../host/env-value.ts';
import type { Settings } from '../../config/settings.ts';
import { accountHint } from '../../credentials/account-hint.ts';
import { accountVariables } from '../../credentials/account-variables.ts';
import { cacheSlot } from '../../credentials/cache-slot.ts';
import { isNewer, type CachedUsage } from '../../domain/cached-usage.ts';
import {
  belongsTo,
  defaultCadenceMs,
  type StatusMarks,
  type StatusLineCache,
} from '../../domain/status-line-cache.ts';
import type { Host } from '../../host/host.ts';
import { openCacheFile } from '../../store/cache-file.ts';
import { openSchedule } from '../running-daemon.ts';
import { readInstalledLines } from '../../store/line-file.ts';
import { readStatusFile, writeStatusFile } from '../../store/status-file.ts';

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

/** The process that reads or saves: what it reads usage with, and `--config`. */
export type StatusCaller = {
  readonly marks: StatusMarks;
  readonly configPath?: string | undefined;
};

/** The usage that status lines show; undefined if there is none. Never throws. */
export function readStatusLineCache({ files, env, platform }: Place): StatusLineCache | undefined {
  return readStatusFile(files, dataFolder(env, platform));
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
 * Saves the main account's usage for status lines. A run without usage leaves usage of the same
 * config but another environment alone: a bar without the shell's key must not erase the shell's
 * usage. A process that was stopped for a while does not replace newer usage. Throws the system's error
 * if the disk can't be written to.
 */
export async function saveStatusLineCache(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  { marks, configPath }: StatusCaller,
  kept?: CachedUsage,
): Promise<void> {
  const before = readStatusLineCache(host);
  const snapshot = kept?.good?.snapshot;
  const slot = cacheSlot({ settings, choice: settings.provider.source, env: host.env });
  const isOthers = before?.snapshot !== undefined && before.marks.env !== marks.env;
  if (snapshot === undefined && isOthers && settings.provider.enabled && belongsTo(before, marks))
    return;
  const isOlder =
    before?.slot === slot &&
    before.snapshot !== undefined &&
    snapshot !== undefined &&
    isNewer(before.snapshot, snapshot, host.clock.now());
  const failed = kept?.failed && {
    kind: kept.failed.failure.kind,
    failedAtMs: kept.failed.failedAtMs,
  };
  await writeStatusCache(host, configPath, {
    ...shownSettings(settings),
    slot,
    marks: { ...marks, account: accountMark(settings) },
    snapshot: isOlder ? before.snapshot : snapshot,
    failed: isOlder ? before.failed : failed,
  });
}

/**
 * Saves changed settings without a request: the same account's usage stays, and another account's
 * is what was last cached for it. Throws the system's error if the disk can't be written to.
 */
export async function saveChangedSettings(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  caller: StatusCaller,
): Promise<void> {
  const { marks, configPath } = caller;
  const before = readStatusLineCache(host);
  const account = accountMark(settings);
  const isSame =
    before?.marks.account === account && belongsTo(before, { ...before.marks, env: marks.env });
  if (before !== undefined && isSame) {
    const kept = { ...before.marks, config: marks.config };
    return writeStatusCache(host, configPath, {
      ...before,
      ...shownSettings(settings),
      marks: kept,
    });
  }
  const slot = cacheSlot({ settings, choice: settings.provider.source, env: host.env });
  const path = join(dataFolder(host.env, host.platform), 'readings', `${slot}.json`);
  await saveStatusLineCache(host, settings, caller, openCacheFile(host, path).read());
}

/**
 * Saves that the config file is invalid, so that status lines say so.
 */
export async function saveBrokenConfig(
  host: Place & Pick<Host, 'clock'>,
  { marks, configPath }: StatusCaller,
): Promise<void> {
  const failed = { kind: 'invalid-config', failedAtMs: host.clock.now() } as const;
  await writeStatusCache(host, configPath, {
    slot: '',
    marks,
    enabled: true,
    meters: 'left',
    cadenceMs: defaultCadenceMs,
    failed,
  });
}

/**
 * How old a status line's usage may become, in milliseconds. Only the daemon has an adaptive
 * cadence; without it, usage is refreshed every five minutes.
 */
export function cadenceMsOf({ refresh: { cadence } }: Pick<Settings, 'refresh'>): number {
  return cadence === 'adaptive' ? defaultCadenceMs : cadence * 60_000;
}

async function writeStatusCache(
  host: Place,
  configPath: string | undefined,
  cache: StatusLineCache,
): Promise<void> {
  await writeStatusFile(host.files, dataFolder(host.env, host.platform), cache);
  if (!hasInstalledLines(host)) return;
  // Most requests need none of the texts.
  const { writeInstalledLines } = await import('./installed-lines.ts');
  await writeInstalledLines(host, cache, configFilePath(host.env, host.platform, configPath));
}

function shownSettings(settings: Settings) {
  const { display, language, provider } = settings;
  return {
    enabled: provider.enabled,
    meters: display.meters,
    site: siteOf(provider.region),
    language,
    cadenceMs: cadenceMsOf(settings),
  };
}

function accountMark({ provider }: Settings): string {
  const { source, cookieSource, region, apiKey, cookieHeader } = provider;
  const secrets = [apiKey?.open() ?? null, cookieHeader?.open() ?? null];
  return textDigest(JSON.stringify([source, cookieSource, region, ...secrets]));
}

function configFileMark(files: Host['files'], path: string): string {
  try {
    return textDigest(files.readText(path));
  } catch {
    return 'unreadable';
  }
}
