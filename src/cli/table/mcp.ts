import { defineCommand } from '../command-line/command.ts';
import type { Arguments, Flags } from '../command-line/flag.ts';
import { oneOf } from '../command-line/value-types.ts';
import { mcpTargets } from '../commands/mcp/mcp-targets.ts';

const installArguments = {
  target: { summary: 'agent', type: oneOf(mcpTargets) },
} as const satisfies Arguments;
const dryRun = { dryRun: { summary: 'dryRun' } } as const satisfies Flags;

const install = defineCommand({
  name: 'install',
  summary: 'mcp install',
  arguments: installArguments,
  flags: { ...dryRun, force: { summary: 'forceServer' } },
  run: async (context, { target, dryRun: isDryRun, force }) =>
    (await import('../commands/mcp/install-mcp.ts')).runMcpInstall(context, {
      target,
      dryRun: isDryRun,
      force,
    }),
});

const uninstall = defineCommand({
  name: 'uninstall',
  mayLackConfig: true,
  summary: 'mcp uninstall',
  arguments: installArguments,
  flags: dryRun,
  run: async (context, { target, dryRun: isDryRun }) =>
    (await import('../commands/mcp/install-mcp.ts')).runMcpUninstall(context, {
      target,
      dryRun: isDryRun,
      force: false,
    }),
});

/** Without further words the launcher calls `mcp/main.ts` instead, which starts faster. */
export const mcp = defineCommand({
  name: 'mcp',
  summary: 'mcp',
  commands: [install, uninstall],
  run: async ({ host, terminal, configPath, messages, signal }) => {
    if (terminal.interactive) terminal.err(messages.mcpSetup.onTerminal);
    const { runMcp } = await import('../commands/mcp/run-mcp.ts');
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([runMcp({ host, configPath, loadMessages: async () => messages }), stopped]);
    return 0;
  },
});
