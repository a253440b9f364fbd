import type { AccountSettings } from '../../config/account-settings.ts';
import { configFilePath, dataFolder } from '../../config/config-paths.ts';
import type { Settings } from '../../config/settings.ts';
import { isNewer, type CachedUsage } from '../../domain/cached-usage.ts';
import { forecastUsage } from '../../domain/forecast/forecast-windows.ts';
import {
  belongsTo,
  defaultCadenceMs,
  type StatusLineCache,
  type StatusMarks,
} from '../../domain/status-line-cache.ts';
import type { UsageSnapshot } from '../../domain/usage-snapshot.ts';
import type { Host } from '../../host/host.ts';
import { writeStatusFile } from '../../store/status-file.ts';
import { readLearned } from '../learned.ts';
import { defaultAccount, shownAccount } from '../shown-account.ts';
import { accountsOfLines, hasInstalledLines, readStatusLineCache } from './status-line-cache.ts';
import {
  accountMark,
  cachedUsage,
  isKnown,
  namedLines,
  shownSettings,
  slotOf,
  type ShownLine,
} from './shown-line.ts';

type Place = Pick<Host, 'files' | 'env' | 'platform'>;

/** The process that reads or saves: what it reads usage with, and `--config`. */
export type StatusCaller = {
  readonly marks: StatusMarks;
  readonly configPath?: string | undefined;
};

/** Saves usage that was just fetched for every line that shows its account. */
export async function saveForStatusLines(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  fetched: {
    readonly caller: StatusCaller;
    /** The main account if undefined. */
    readonly account: string | undefined;
    readonly usage: CachedUsage;
  },
): Promise<void> {
  const { caller, account, usage } = fetched;
  for (const line of namedLines(host, settings)) {
    if (isKnown(line) && line.account?.name === account)
      await saveStatusLineCache(host, settings, { caller, line, kept: usage });
  }
  const shown = shownAfter(host, settings, fetched);
  const line = { line: undefined, account: shown };
  if (shown?.name === account)
    return saveStatusLineCache(host, settings, { caller, line, kept: usage });
  // The main account has no sign-in: lines change to the first named one.
  if (account !== undefined || defaultAccount(settings.provider) !== undefined) return;
  await saveStatusLineCache(host, settings, {
    caller,
    line,
    kept: cachedUsage(host, settings, shown),
  });
}

/** The account that lines show once this usage is saved. */
function shownAfter(
  host: Place,
  settings: Settings,
  { account, usage }: { readonly account: string | undefined; readonly usage: CachedUsage },
): AccountSettings | undefined {
  const { provider } = settings;
  if (account !== undefined || defaultAccount(provider) !== undefined)
    return shownAccount(host, settings);
  const isMissing = usage.failed?.failure.kind === 'credential-missing';
  return isMissing ? provider.accounts[0] : undefined;
}

/**
 * Saves an account's usage for a status line. A run without usage leaves usage of the same config
 * but another environment alone: a bar without the shell's key must not erase the shell's usage. A
 * process that was stopped for a while does not replace newer usage. Throws the system's error if
 * the disk can't be written to.
 */
export async function saveStatusLineCache(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  {
    caller: { marks, configPath },
    line,
    kept,
  }: {
    readonly caller: StatusCaller;
    readonly line: ShownLine;
    readonly kept: CachedUsage | undefined;
  },
): Promise<void> {
  const before = readStatusLineCache(host, line.line);
  const snapshot = kept?.good?.snapshot;
  const slot = slotOf(host, settings, line.account);
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
    ...shownSettings(settings, line),
    slot,
    marks: { ...marks, account: accountMark(settings, line) },
    snapshot: isOlder ? before.snapshot : snapshot,
    forecasts: isOlder ? before.forecasts : forecastsOf(host, slot, snapshot),
    failed: isOlder ? before.failed : failed,
  });
}

function forecastsOf(
  host: Place,
  slot: string,
  snapshot: UsageSnapshot | undefined,
): StatusLineCache['forecasts'] {
  if (snapshot === undefined) return undefined;
  return Object.fromEntries(forecastUsage(snapshot, readLearned(host, slot)));
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
  const shown = { line: undefined, account: shownAccount(host, settings) };
  for (const line of [shown, ...namedLines(host, settings)])
    await saveChangedLine(host, settings, { caller, line });
}

async function saveChangedLine(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  { caller, line }: { readonly caller: StatusCaller; readonly line: ShownLine },
): Promise<void> {
  const { marks, configPath } = caller;
  if (!isKnown(line)) return saveUnknownAccount(host, settings, { caller, line });
  const before = readStatusLineCache(host, line.line);
  const account = accountMark(settings, line);
  const isSame =
    before?.marks.account === account && belongsTo(before, { ...before.marks, env: marks.env });
  if (before !== undefined && isSame) {
    const kept = { ...before.marks, config: marks.config };
    return writeStatusCache(host, configPath, {
      ...before,
      ...shownSettings(settings, line),
      marks: kept,
    });
  }
  const kept = cachedUsage(host, settings, line.account);
  await saveStatusLineCache(host, settings, { caller, line, kept });
}

/** A line whose account was removed or renamed says so. */
async function saveUnknownAccount(
  host: Place & Pick<Host, 'clock'>,
  settings: Settings,
  {
    caller: { marks, configPath },
    line,
  }: { readonly caller: StatusCaller; readonly line: ShownLine },
): Promise<void> {
  await writeStatusCache(host, configPath, {
    ...shownSettings(settings, line),
    slot: '',
    marks,
    failed: { kind: 'invalid-arguments', failedAtMs: host.clock.now() },
  });
}

/**
 * Saves that the config file is invalid, so that status lines say so.
 */
export async function saveBrokenConfig(
  host: Place & Pick<Host, 'clock'>,
  { marks, configPath }: StatusCaller,
): Promise<void> {
  const failed = { kind: 'invalid-config', failedAtMs: host.clock.now() } as const;
  for (const line of [undefined, ...accountsOfLines(host)])
    await writeStatusCache(host, configPath, {
      line,
      slot: '',
      marks,
      enabled: true,
      meters: 'left',
      cadenceMs: defaultCadenceMs,
      failed,
    });
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
