import { dirname } from 'node:path';
import { loginEntry, startAtLogin } from '../../daemon/autostart/start-at-login.ts';
import { tryFacts } from '../../host/files/try-read.ts';
import { installTargets } from '../../present/status-line/status-target.ts';
import { findOwnLauncher, runLauncherUninstall } from '../codexbar/launcher.ts';
import type { CommandContext } from '../command-context.ts';
import { mcpPath, runMcpUninstall } from '../commands/mcp/install-mcp.ts';
import { mcpTargets } from '../commands/mcp/mcp-targets.ts';
import { runServeUninstall, servicePath } from '../commands/serve/serve-service.ts';
import { runUninstall, statusLinePath } from '../commands/statusline/install.ts';
import { readReceipt } from '../commands/tool-config/receipt.ts';
import type { Item } from './item.ts';
import { kimiCodePlugin } from './kimi-code-plugin.ts';

/** What KimiBar added to other programs, in the order in which it is removed. */
export async function installedParts(context: CommandContext): Promise<readonly Item[]> {
  return [
    ...(await service(context)),
    ...loginItem(context),
    ...(await statusLines(context)),
    ...(await mcpServers(context)),
    ...kimiCodePlugin(context),
    ...launcher(context),
  ];
}

async function service(context: CommandContext): Promise<readonly Item[]> {
  const path = await servicePath(context);
  const remove = () => runServeUninstall(context, { dryRun: false });
  return path === undefined ? [] : [{ kind: 'service', path, remove }];
}

function loginItem({ host, terminal, messages }: CommandContext): readonly Item[] {
  const { path } = loginEntry(host.env, host.platform, []);
  if (tryFacts(host.files, path) === undefined) return [];
  const remove = async (): Promise<number> => {
    await startAtLogin(host, []).set(false);
    terminal.out(messages.uninstall.removed(path));
    return 0;
  };
  return [{ kind: 'startAtLogin', path, remove }];
}

async function statusLines(context: CommandContext): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const target of installTargets) {
    const receipt = readReceipt(context.host, `statusline/${target}`);
    // SwiftBar's folder may have been given by the user.
    const folder =
      target === 'swiftbar' && receipt !== undefined ? dirname(receipt.realPath) : undefined;
    const flags = { dryRun: false, force: false, folder };
    const options = { target, line: { refresh: true }, ...flags };
    const path = await statusLinePath(context, options);
    const remove = () => runUninstall(context, options);
    if (path !== undefined) items.push({ kind: 'statusLine', of: target, path, remove });
  }
  return items;
}

async function mcpServers(context: CommandContext): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const target of mcpTargets) {
    const path = await mcpPath(context, target);
    const remove = () => runMcpUninstall(context, { target, dryRun: false, force: false });
    if (path !== undefined) items.push({ kind: 'mcpServer', of: target, path, remove });
  }
  return items;
}

function launcher(context: CommandContext): readonly Item[] {
  const path = findOwnLauncher(context.host);
  if (path === undefined) return [];
  const remove = () => runLauncherUninstall(context, { folder: dirname(path) });
  return [{ kind: 'launcher', path, remove }];
}
