import { defineCommand, type Command } from '../command-line/command.ts';
import { jsonFlag, jsonOnlyFlag, portFlag } from '../command-line/common-flags.ts';
import { oneOf, percentage, seconds, text, wholeNumber } from '../command-line/value-types.ts';
import { contractVersion, logFlags, providerFlag } from './codexbar-flags.ts';
import { config } from './config-commands.ts';
import { cards, usage } from './usage-commands.ts';

const pretty = { pretty: { summary: 'pretty' } } as const;
const output = { output: { summary: 'output', value: 'file', type: text } } as const;
const identity = {
  identity: { summary: 'ignored', value: 'detail', type: oneOf(['redacted', 'full', 'none']) },
} as const;
const folder = {
  dir: { summary: 'launcherFolder', value: 'folder', type: text },
} as const;

/** 0 is no deadline; a day is as good. */
const maxSeconds = 86_400;
const noDeadlineMs = maxSeconds * 1000;

const install = defineCommand({
  name: 'install',
  summary: 'codexbar install',
  flags: folder,
  run: async (context, { dir }) =>
    (await import('./launcher.ts')).runLauncherInstall(context, { folder: dir }),
});

const uninstall = defineCommand({
  name: 'uninstall',
  summary: 'codexbar uninstall',
  flags: folder,
  run: async (context, { dir }) =>
    (await import('./launcher.ts')).runLauncherUninstall(context, { folder: dir }),
});

const guard = defineCommand({
  name: 'guard',
  summary: 'guard',
  isHidden: true,
  flags: {
    ...logFlags,
    ...providerFlag,
    minRemaining: { summary: 'minRemaining', value: 'percent', type: percentage, default: '10' },
    window: {
      summary: 'window',
      value: 'window',
      type: oneOf(['session', 'weekly', 'monthly', 'any']),
      default: 'any',
    },
    ...jsonFlag,
    ...pretty,
    timeout: {
      summary: 'timeout',
      value: 'seconds',
      type: seconds({ min: 0, max: maxSeconds }),
      default: '60',
    },
    failOpen: { summary: 'failOpen' },
  },
  run: async (context, { minRemaining, window, timeout, ...values }) =>
    (await import('../commands/guard/guard.ts')).runGuard(context, {
      minimumPercent: minRemaining,
      window,
      timeoutMs: timeout || noDeadlineMs,
      json: values.json,
      pretty: values.pretty,
      failOpen: values.failOpen,
    }),
});

const serve = defineCommand({
  name: 'serve',
  summary: 'serve',
  isHidden: true,
  flags: {
    ...logFlags,
    ...identity,
    host: { summary: 'host', value: 'address', type: text },
    port: { ...portFlag.port, default: '8080' },
    refreshInterval: {
      summary: 'requestedInterval',
      value: 'seconds',
      type: seconds({ min: 0, max: maxSeconds }),
    },
    requestTimeout: { summary: 'ignored', value: 'seconds', type: text },
    dashboardToken: { summary: 'token', value: 'token', type: text },
    allowPlainHttp: { summary: 'ignored' },
  },
  run: async (context, { host, port, refreshInterval, dashboardToken: token }) =>
    (await import('../commands/serve/serve.ts')).runServe(context, {
      host,
      port,
      token,
      // Kimi is never asked more than once a minute.
      cadence: refreshInterval === undefined ? undefined : Math.max(1, refreshInterval / 60_000),
      reportedVersion: contractVersion,
      open: false,
    }),
});

const dashboard = defineCommand({
  name: 'dashboard',
  summary: 'codexbar dashboard',
  isHidden: true,
  flags: {
    ...logFlags,
    ...identity,
    ...pretty,
    ...output,
    timeout: {
      summary: 'timeout',
      value: 'seconds',
      type: seconds({ min: 0, max: maxSeconds }),
      default: '30',
    },
  },
  run: async (context, { timeout, pretty: isPretty, output: path }) =>
    (await import('./dashboard.ts')).runDashboard(context, {
      timeoutMs: timeout || noDeadlineMs,
      pretty: isPretty,
      path,
    }),
});

const diagnose = defineCommand({
  name: 'diagnose',
  summary: 'codexbar diagnose',
  isHidden: true,
  flags: {
    ...logFlags,
    ...providerFlag,
    ...pretty,
    ...output,
    format: { summary: 'format', value: 'format', type: oneOf(['json']), default: 'json' },
    ...jsonFlag,
    redact: { summary: 'ignored' },
  },
  run: async (context, { pretty: isPretty, output: path }) =>
    (await import('./diagnose.ts')).runDiagnose(context, { pretty: isPretty, path }),
});

const cost = defineCommand({
  name: 'cost',
  summary: 'codexbar cost',
  isHidden: true,
  flags: {
    ...logFlags,
    ...providerFlag,
    ...pretty,
    format: { summary: 'format', value: 'format', type: oneOf(['text', 'json']), default: 'text' },
    ...jsonFlag,
    ...jsonOnlyFlag,
    days: {
      summary: 'ignored',
      value: 'days',
      type: wholeNumber({ min: 1, max: 365 }),
      default: '30',
    },
    refresh: { summary: 'ignored' },
  },
  run: async (context, { format, json, jsonOnly, pretty: isPretty, days }) =>
    (await import('./cost.ts')).runCost(context, {
      days,
      json: json || jsonOnly || format === 'json',
      pretty: isPretty,
    }),
});

/** CodexBar lists running sessions of other providers' agents; it has none for Kimi either. */
const sessions = defineCommand({
  name: 'sessions',
  summary: 'codexbar sessions',
  isHidden: true,
  flags: { ...logFlags, ...jsonFlag, jsonV2: { summary: 'asJson' }, ...pretty },
  run: async ({ terminal, messages }, { json, jsonV2 }) => {
    terminal.out(json || jsonV2 ? '[]' : messages.codexbar.noSessions);
    return 0;
  },
});

/**
 * CodexBar's command line, which its clients run through the launcher. Only the launcher's own
 * commands are listed in KimiBar's help.
 */
export const codexbar: Command = defineCommand({
  name: 'codexbar',
  summary: 'codexbar',
  versionText: `CodexBar ${contractVersion}`,
  defaultCommand: usage,
  commands: [
    install,
    uninstall,
    usage,
    cards,
    guard,
    serve,
    dashboard,
    config,
    diagnose,
    cost,
    sessions,
  ],
});
