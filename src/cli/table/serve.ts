import type { EffectiveCadence } from '../../domain/setting-choices.ts';
import { defineCommand } from '../command-line/command.ts';
import { portFlag } from '../command-line/common-flags.ts';
import type { Flags, ValueType } from '../command-line/flag.ts';
import { seconds, text } from '../command-line/value-types.ts';

const interval = seconds({ min: 60, max: 86_400 });

/** Seconds, as minutes, or `adaptive`. */
const refreshInterval: ValueType<EffectiveCadence> = {
  parse(typed) {
    if (typed === 'adaptive') return typed;
    const ms = interval.parse(typed);
    return ms === undefined ? undefined : ms / 60_000;
  },
  allowed: (words) => `adaptive, ${interval.allowed(words)}`,
};

const serviceFlags = { dryRun: { summary: 'dryRun' } } as const satisfies Flags;

const install = defineCommand({
  name: 'install',
  summary: 'serve install',
  flags: serviceFlags,
  run: async (context, { dryRun }) =>
    (await import('../commands/serve/serve-service.ts')).runServeInstall(context, { dryRun }),
});

const uninstall = defineCommand({
  name: 'uninstall',
  mayLackConfig: true,
  summary: 'serve uninstall',
  flags: serviceFlags,
  run: async (context, { dryRun }) =>
    (await import('../commands/serve/serve-service.ts')).runServeUninstall(context, { dryRun }),
});

export const serve = defineCommand({
  name: 'serve',
  summary: 'serve',
  flags: {
    host: { summary: 'host', value: 'address', type: text },
    ...portFlag,
    refreshInterval: { summary: 'refreshInterval', value: 'seconds', type: refreshInterval },
    token: { summary: 'token', value: 'token', type: text },
    open: { summary: 'open' },
  },
  commands: [install, uninstall],
  run: async (context, { host, port, token, refreshInterval: cadence, open }) =>
    (await import('../commands/serve/serve.ts')).runServe(context, {
      host,
      port,
      token,
      cadence,
      open,
    }),
});
