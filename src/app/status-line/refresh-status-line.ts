import { loadSettings } from '../../config/load-settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { CachedUsage } from '../../domain/cached-usage.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { Host } from '../../host/host.ts';
import { minForcedGapMs } from '../../refresh/cadence.ts';
import { createApp } from '../create-app.ts';
import {
  cadenceMsOf,
  saveBrokenConfig,
  saveStatusLineCache,
  statusMarks,
} from './status-line-cache.ts';
import { systemCode } from '../../host/system-error.ts';

/** Longer than any request should take, shorter than the shortest cadence. */
const timeoutMs = 30_000;

export type StatusLineRefresh = {
  readonly configPath?: string | undefined;
  /** Refreshes even younger usage: the user clicked. */
  readonly isForced: boolean;
  readonly signal: AbortSignal;
};

/**
 * Refreshes the usage that status lines show if it is older than the cadence, and saves it under
 * the current settings. Never prompts, and sends no request if another process has just done so.
 * Rejects if aborted; a failed write is logged.
 */
export async function refreshStatusLine(host: Host, ask: StatusLineRefresh): Promise<void> {
  const marks = statusMarks(host, ask.configPath);
  const settings = await settingsOrUndefined(host, ask.configPath);
  if (settings === undefined) return keep(host, () => saveBrokenConfig(host, marks));
  if (!settings.provider.enabled)
    return keep(host, () => saveStatusLineCache(host, settings, marks));
  const outcome = await createApp(host, settings, ask.configPath).readUsage({
    // The status line that started this found the usage as old as the cadence; a moment has passed.
    maxAgeMs: ask.isForced ? minForcedGapMs : cadenceMsOf(settings) - 1000,
    insist: false,
    daemonUsage: 'schedule-only',
    recordHistory: true,
    mayPrompt: false,
    timeoutMs,
    signal: ask.signal,
  });
  await keep(host, () =>
    saveStatusLineCache(host, settings, marks, keptOf(outcome, host.clock.now())),
  );
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
