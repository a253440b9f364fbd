import { openApp } from '../../app/open-app.ts';
import { version } from '../../app/version.ts';
import type { AttemptSource } from '../../domain/attempt.ts';
import type { FailureKind } from '../../domain/failure.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { Host } from '../../host/host.ts';
import { usageRecord } from '../../present/json/usage-json.ts';
import type {
  AttemptRecord,
  RateWindow,
  UsageRecord,
  WidgetUsage,
} from '../../present/json/usage-record.ts';
import { formatUtc } from '../../present/words/time.ts';
import type { CommandContext } from '../command-context.ts';
import { printReport, type ReportOptions } from './print-report.ts';

/** CodexBar's words for how an attempt authenticates. */
const kinds: Record<AttemptSource, 'api' | 'oauth' | 'web'> = {
  'api-key': 'api',
  cli: 'oauth',
  opencode: 'api',
  'manual-cookie': 'web',
  'env-token': 'web',
  desktop: 'web',
  browser: 'web',
};

/** CodexBar's words for what went wrong. */
const categories: Record<FailureKind, 'auth' | 'api' | 'network' | 'parse' | 'configuration'> = {
  'credential-missing': 'auth',
  'credential-rejected': 'auth',
  'credential-expired': 'auth',
  'plan-or-quota-denied': 'api',
  'invalid-request': 'api',
  'endpoint-missing': 'api',
  'rate-limited': 'api',
  'server-fault': 'api',
  offline: 'network',
  'timed-out': 'network',
  cancelled: 'network',
  'unreadable-answer': 'parse',
  'invalid-config': 'configuration',
  'invalid-arguments': 'configuration',
};

/** As for `kimibar usage`. */
const reading = { maxAgeMs: 30_000, insist: false, timeoutMs: 20_000 };

/** Kimi is disabled in the settings. */
const disabled: UsageOutcome = {
  kind: 'failed',
  failure: { kind: 'credential-missing' },
  attempts: [],
};

/**
 * `codexbar diagnose`: CodexBar's diagnosis of a provider, schema version 1.0
 * (`ProviderDiagnosticExport.swift`). It never holds a credential.
 */
export async function runDiagnose(context: CommandContext, report: ReportOptions): Promise<number> {
  const { host, terminal, signal } = context;
  const app = await openApp(context);
  const outcome = app.enabled
    ? await app.readUsage({ ...reading, mayPrompt: terminal.interactive, signal })
    : disabled;
  const record = usageRecord(outcome, { nowMs: host.clock.now(), asked: app.source });
  const tried = (record.kimi?.attempts ?? []).filter(({ outcome: end }) => end !== 'skipped');
  const available = tried.filter(({ outcome: end }) => end !== 'absent');
  const failure = outcome.kind === 'failed' ? outcome.failure.kind : undefined;
  return printReport(
    context,
    {
      schemaVersion: '1.0',
      timestamp: formatUtc(host.clock.now()),
      platform: platformName(host),
      appVersion: `KimiBar ${version}`,
      provider: 'kimi',
      displayName: 'Kimi Code',
      source: record.source,
      sourceMode: app.source,
      auth: {
        configured: available.length > 0,
        modes: [...new Set(available.map(({ source }) => kinds[source]))],
      },
      usage: 'usage' in record ? usageSummary(record.usage) : undefined,
      fetchAttempts: tried.map(attemptSummary),
      error: failure === undefined ? undefined : errorSummary(failure, record),
      settings: { sourceMode: app.source },
    },
    report,
  );
}

function platformName({ platform }: Pick<Host, 'platform'>): string {
  return { darwin: 'macOS', linux: 'Linux', win32: 'Windows' }[platform.os];
}

function attemptSummary({ source, outcome, kind }: AttemptRecord): unknown {
  return {
    kind: kinds[source],
    wasAvailable: outcome !== 'absent',
    errorCategory: kind === undefined ? undefined : categories[kind],
  };
}

function errorSummary(kind: FailureKind, record: UsageRecord): unknown {
  return {
    category: categories[kind],
    safeDescription: 'error' in record ? record.error.message : kind,
  };
}

function usageSummary(usage: WidgetUsage): unknown {
  const { primary, secondary, tertiary, extraRateWindows = [], updatedAt } = usage;
  const slots = Object.entries({ primary, secondary, tertiary });
  return {
    updatedAt,
    dataConfidence: 'exact',
    windows: [
      ...slots.flatMap(([label, window]) => (window === null ? [] : windowSummary(label, window))),
      ...extraRateWindows.map(({ title, window }) => windowSummary(title, window)),
    ],
    extraWindowCount: extraRateWindows.length,
    providerCostPresent: false,
    providerSpecificData: [],
    detailSections: [],
  };
}

function windowSummary(
  label: string,
  { usedPercent, windowMinutes, resetsAt, resetDescription }: RateWindow,
): unknown {
  return {
    label,
    usedPercent,
    windowMinutes,
    resetsAt,
    hasResetDescription: resetDescription !== undefined,
  };
}
