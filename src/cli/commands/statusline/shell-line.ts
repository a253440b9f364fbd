import { resolve } from 'node:path';
import { installLine } from '../../../app/status-line/installed-lines.ts';
import { updateStatusLines } from '../../../app/status-line/refresh-status-line.ts';
import { configFilePath, dataFolder } from '../../../config/config-paths.ts';
import { systemReason } from '../../../config/read-config-text.ts';
import type { InstalledLine } from '../../../domain/installed-line.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import { lastingProgram } from '../../../host/lasting-program.ts';
import type { ThisProgram } from '../../../host/this-program.ts';
import { statusLanguage } from '../../../present/status-line/status-words.ts';
import type { CommandContext } from '../../command-context.ts';
import { refreshArguments } from '../../statusline/background-refresh.ts';
import type { LineOptions } from './line-command.ts';
import { shellScriptFor } from './shell-script.ts';

export type ShellLine = { readonly target: string; readonly line: LineOptions };

/**
 * Writes the script, what it is to draw for this target, and the texts, to KimiBar's data folder.
 * Does nothing if Node draws the line. False if a file can't be written, which is reported.
 */
export async function prepareShellLine(
  context: CommandContext,
  options: ShellLine,
  program: ThisProgram,
): Promise<boolean> {
  const { host, messages, terminal } = context;
  const script = shellScriptFor(options.target, host, program);
  if (script === undefined) return true;
  const line = installedLine(context, options, program);
  try {
    await installLine(host, { line, script: script.text });
  } catch (error) {
    const file = dataFolder(host.env, host.platform);
    const why = messages.systemErrors.reason(systemReason(error));
    terminal.err(messages.statuslineSetup.notWritten({ file, why }));
    return false;
  }
  await updateStatusLines(host, options.line.config);
  return true;
}

function installedLine(
  { host: { env, platform }, language, languageFixedBy }: CommandContext,
  { target, line }: ShellLine,
  program: ThisProgram,
): InstalledLine {
  const { node, script } = lastingProgram(env, program);
  const { LC_ALL, LC_MESSAGES, LANG } = env;
  const path = resolve(configFilePath(env, platform, line.config));
  const isGiven = line.config !== undefined || readEnvValue(env, 'KIMIBAR_CONFIG') !== undefined;
  return {
    target,
    account: line.account,
    format: line.format,
    width: line.width,
    refresh: line.refresh,
    config: { path, isGiven },
    language: languageFixedBy === undefined ? undefined : language,
    systemLanguage: statusLanguage([LC_ALL, LC_MESSAGES, LANG]),
    node,
    program: script,
    clicked: refreshArguments({ config: isGiven ? path : undefined, account: line.account }, true),
  };
}
