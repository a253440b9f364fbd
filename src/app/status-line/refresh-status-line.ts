import { loadSettings } from '../../config/load-settings.ts';
import type { Settings } from '../../config/settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { CachedUsage } from '../../domain/cached-usage.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { Host } from '../../host/host.ts';
import { minForcedGapMs } from '../../refresh/cadence.ts';
import { createApp } from '../create-app.ts';
import type { AccountOutcome, UsageApp, UsageRequest } from '../usage-app.ts';
import {
  saveBrokenConfig,
  saveChangedSettings,
  saveStatusLineCache,
  type StatusCaller,
} from './save-status-lines.ts';
import {
  accountsOfLines,
  cadenceMsOf,
  hasInstalledLines,
  readStatusLineCache,
  statusMarks,
} from './status-line-cache.ts';
import { mainAccountName } from '../../domain/main-account.ts';
import { systemCode } from '../../host/system-error.ts';

/** Longer than any request should take, shorter than the shortest cadence. */
const timeoutMs = 30_000;

export type StatusLineRefresh = {
  readonly configPath?: string | undefined;
  /** The account of the line that started this, if it names one. */
  readonly account?: string | undefined;
  /** Refreshes even younger usage: the user clicked. */
  readonly isForced: boolean;
  readonly signal: AbortSignal;
};

/**
 * Refreshes the usage of every account that status lines show if it is older than the cadence, and saves it under
 * the current settings. Never prompts, and sends no request if another process has just done so.
 * Rejects if aborted; a failed write is logged.
 */
export async function refreshStatusLine(host: Host, ask: StatusLineRefresh): Promise<void> {
  const caller = { marks: statusMarks(host, ask.configPath), configPath: ask.configPath };
  const settings = await saveSettings(host, caller);
  if (settings === undefined || !settings.provider.enabled) return;
  const app = createApp(host, settings, ask.configPath);
  const request = {
    // The status line that started this found the usage as old as the cadence; a moment has passed.
    maxAgeMs: ask.isForced ? minForcedGapMs : cadenceMsOf(settings) - 1000,
    insist: false,
    daemonUsage: 'schedule-only',
    recordHistory: true,
    mayPrompt: false,
    timeoutMs,
    signal: ask.signal,
  } as const;
  const { accounts } = settings.provider;
  const save = async (line: string | undefined, read: Promise<AccountOutcome>): Promise<void> => {
    const { account: name, outcome } = await read;
    const account = accounts.find((one) => one.name === name);
    const kept = keptOf(outcome, host.clock.now());
    const shown = { caller, line: { line, account }, kept };
    await keep(host, () => saveStatusLineCache(host, settings, shown));
  };
  const named = new Set([
    ...accountsOfLines(host),
    ...(ask.account === undefined ? [] : [ask.account]),
  ]);
  const known = [...named].filter((line) => [...app.accounts, mainAccountName].includes(line));
  await Promise.all([
    save(
      undefined,
      app.readShownUsage((account) => ({ ...request, account })),
    ),
    ...known.map((line) =>
      save(line, readNamed(app, { ...request, account: app.accountFor(line) })),
    ),
  ]);
}

async function readNamed(app: UsageApp, request: UsageRequest): Promise<AccountOutcome> {
  return { account: request.account, outcome: await app.readUsage(request) };
}

/**
 * Shows changed settings on status lines without a request. Does nothing if no status line has ever
 * been drawn or installed; a failed write is logged.
 */
export async function updateStatusLines(host: Host, configPath: string | undefined): Promise<void> {
  const isShown = readStatusLineCache(host) !== undefined || hasInstalledLines(host);
  if (isShown) await saveSettings(host, { marks: statusMarks(host, configPath), configPath });
}

/** Saves the settings in force; undefined if the config file is invalid. */
async function saveSettings(host: Host, caller: StatusCaller): Promise<Settings | undefined> {
  const settings = await settingsOrUndefined(host, caller.configPath);
  await keep(host, () =>
    settings === undefined
      ? saveBrokenConfig(host, caller)
      : saveChangedSettings(host, settings, caller),
  );
  return settings;
}

/**
 * A disk or folder that can't be written to is no bug: status lines then show what was saved
 * before.
 */
async function keep({ log }: Pick<Host, 'log'>, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    log.debug('the usage could not be saved for status lines', { reason: String(error) });
  }
}

async function settingsOrUndefined(host: Host, configPath: string | undefined) {
  try {
    return (await loadSettings(host, { path: configPath })).settings;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid-config') return undefined;
    throw error;
  }
}

function keptOf(outcome: UsageOutcome, nowMs: number): CachedUsage {
  const { attempts } = outcome;
  if (outcome.kind === 'fresh') return { good: { snapshot: outcome.snapshot, attempts } };
  const failed = { failure: outcome.failure, attempts, failedAtMs: nowMs };
  return {
    good: outcome.lastGood === undefined ? undefined : { snapshot: outcome.lastGood, attempts },
    failed,
  };
}
