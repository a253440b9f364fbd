import { loadSettings } from '../../config/load-settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { CachedUsage } from '../../domain/cached-usage.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { Host } from '../../host/host.ts';
import { createApp } from '../create-app.ts';
import {
  cadenceMsOf,
  keepBrokenConfig,
  saveStatusLineCache,
  statusMarks,
} from './status-line-cache.ts';
import { systemCode } from '../../host/system-error.ts';

/** Longer than any answer worth having, shorter than the least cadence. */
const timeoutMs = 30_000;

export type StatusLineRefresh = {
  readonly configPath?: string | undefined;
  /** Also where the reading is young: a person clicked. */
  readonly insist: boolean;
  readonly signal: AbortSignal;
};

/**
 * Takes the status lines' reading anew where it is older than the cadence, and keeps it for them
 * under whoever asks now. Asks nothing of a person, and nothing of the service where another
 * process has just done so. Rejects when aborted; where nothing can be written, that is logged.
 */
export async function refreshStatusLine(host: Host, ask: StatusLineRefresh): Promise<void> {
  const marks = statusMarks(host, ask.configPath);
  const settings = await settingsOrUndefined(host, ask.configPath);
  if (settings === undefined) return keep(host, () => keepBrokenConfig(host, marks));
  if (!settings.provider.enabled)
    return keep(host, () => saveStatusLineCache(host, settings, marks));
  const outcome = await createApp(host, settings, ask.configPath).readUsage({
    // The line that asked for this found the reading as old as the cadence; clocks tick on between
    // the two.
    maxAgeMs: cadenceMsOf(settings) - 1000,
    insist: ask.insist,
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
 * A disk that can't be written to, or a folder that is not safe to write into, is no mistake of
 * ours: the line goes without.
 */
async function keep({ log }: Pick<Host, 'log'>, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    log.debug('the reading could not be kept for status lines', { reason: String(error) });
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
