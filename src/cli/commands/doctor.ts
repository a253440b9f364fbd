import { openApp } from '../../app/open-app.ts';
import type { UsageApp } from '../../app/usage-app.ts';
import { version } from '../../app/version.ts';
import { configFilePath, dataFolder } from '../../config/config-paths.ts';
import { loadSettings } from '../../config/load-settings.ts';
import { readConfigText } from '../../config/read-config-text.ts';
import { exportVariables } from '../../daemon/export/export-target.ts';
import { readEnvValue } from '../../host/env-value.ts';
import { canOthersRead } from '../../host/files/readable-by-others.ts';
import { Failure, failurePolicy, type FailureFacts } from '../../domain/failure.ts';
import { nodeVersion } from '../../host/node-host.ts';
import {
  isMainNeeded,
  type Findings,
  type LogFindings,
  type WaitingPushes,
} from '../../present/doctor-findings.ts';
import { doctorRecord } from '../../present/doctor-record.ts';
import { jsonText } from '../../present/json/json-text.ts';
import { doctorText } from '../../present/doctor-report.ts';
import type { CommandContext } from '../command-context.ts';
import { isKimiCodeKeyMisplaced } from '../misplaced-key.ts';

/** The exporter waits up to five minutes after a failure. */
const shortWaitMs = 10 * 60_000;

/**
 * Variables that change what KimiBar does. The report names those that are set, never their values.
 */
const reportedVariables = [
  'KIMI_CODE_API_KEY',
  'KIMI_API_KEY',
  'KIMI_MANUAL_COOKIE',
  'KIMI_AUTH_TOKEN',
  'kimi_auth_token',
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
  'KIMI_CODE_HOME',
  'KIMI_CODE_OAUTH_HOST',
  'KIMI_OAUTH_HOST',
  'KIMIBAR_CONFIG',
  'KIMIBAR_DATA_DIR',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'KIMIBAR_FLEET_TOKEN',
  ...exportVariables,
];

/**
 * `kimibar doctor`: every source, what was found there, what to do, and one real request for each
 * account. The exit code is that of the first request that failed.
 */
export async function runDoctor(
  context: CommandContext,
  options: { readonly json: boolean },
): Promise<number> {
  const findings = await examine(context);
  const { terminal, messages } = context;
  if (options.json) terminal.out(jsonText(doctorRecord(findings)));
  else
    terminal.out(
      doctorText(findings, { width: terminal.width, unicode: terminal.unicode, messages }),
    );
  const failure = firstFailure(findings);
  return failure === undefined ? 0 : failurePolicy[failure.kind].exitCode;
}

function firstFailure(findings: Findings): FailureFacts | undefined {
  const { accounts = [], outcome: main, configFailure } = findings;
  const outcomes = [
    ...(isMainNeeded(findings) ? [main] : []),
    ...accounts.map((one) => one.outcome),
  ];
  const failed = outcomes.find((outcome) => outcome?.kind === 'failed');
  return configFailure ?? (failed?.kind === 'failed' ? failed.failure : undefined);
}

async function examine(context: CommandContext): Promise<Findings> {
  const { host } = context;
  const path = configFilePath(host.env, host.platform, context.configPath);
  const machine = {
    version,
    node: nodeVersion(),
    os: host.platform.os,
    homeDir: host.platform.homeDir,
    dataFolder: dataFolder(host.env, host.platform),
    variables: reportedVariables.filter((name) => readEnvValue(host.env, name) !== undefined),
    isKimiCodeKeyMisplaced: isKimiCodeKeyMisplaced(host.env),
  };
  try {
    const app = await openApp(context);
    const exists = host.files.facts(path) !== undefined;
    const config = { path, exists, isExposed: await isExposed(context, path) };
    const found = app.enabled ? await readEverything(app, context) : undefined;
    const [logs, waitingPushes] = [await readLogFindings(context), await readPushes(context)];
    return { machine, config, ...found, logs, waitingPushes };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'invalid-config') throw error;
    return { machine, config: { path, exists: true }, configFailure: error satisfies FailureFacts };
  }
}

async function readLogFindings({ host, signal }: CommandContext): Promise<LogFindings> {
  const { openUpToDateLedger } = await import('../../app/logs/open-ledger.ts');
  const ledger = await openUpToDateLedger(host, { signal });
  try {
    return { totals: await ledger.logTotals(), unknownFormat: await ledger.unknownLogs() };
  } finally {
    ledger.close();
  }
}

/** What the collector should have accepted long ago, if pushing is on. */
async function readPushes({
  host,
  configPath,
}: CommandContext): Promise<WaitingPushes | undefined> {
  const { settings } = await loadSettings(host, { path: configPath });
  if (!settings.export.enabled) return undefined;
  const { openExportQueue } = await import('../../daemon/export/export-queue.ts');
  const backlog = openExportQueue(host).backlog();
  if (backlog === undefined) return undefined;
  const ageMs = host.clock.now() - backlog.sinceMs;
  return ageMs > shortWaitMs ? { count: backlog.count, ageMs } : undefined;
}

/** Can other users read a secret in the config file? */
async function isExposed({ host }: CommandContext, path: string): Promise<boolean> {
  if (!canOthersRead(path)) return false;
  const { findExposedSecret } = await import('../../config/config-problems.ts');
  const text = readConfigText(host.files, path);
  return text !== undefined && (await findExposedSecret(text)) !== undefined;
}

async function readEverything(
  app: UsageApp,
  { signal, terminal }: CommandContext,
): Promise<Pick<Findings, 'diagnosis' | 'outcome' | 'accounts'>> {
  const mayPrompt = terminal.interactive;
  const diagnosis = await app.diagnose({ mayPrompt, signal });
  const request = { maxAgeMs: 30_000, insist: false, mayPrompt, timeoutMs: 20_000, signal };
  const outcome = await app.readUsage(request);
  const shown = app.shownAccount();
  const accounts = await Promise.all(
    app.accounts.map(async (name) => ({
      name,
      shown: name === shown,
      outcome: await app.readUsage({ ...request, account: name }),
    })),
  );
  return { diagnosis, outcome, accounts };
}
