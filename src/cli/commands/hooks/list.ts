import type { HookRule } from '../../../config/hook-rules.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { usageEventKinds } from '../../../domain/events/usage-event.ts';
import type { Host } from '../../../host/host.ts';
import { mayOthersChange, mayOthersReplaceProgram } from '../../../host/files/safe-folder.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import { padAfter } from '../../../present/words/columns.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';

const example =
  '{"hooks": {"rules": [{"on": ["quota-low", "quota-exhausted"], "window": "weekly", "command": "/path/to/executable"}]}}';

/** `kimibar hooks list`: the rules in their order; if there are none, how to write one. */
export async function hooksList(
  context: CommandContext,
  { json }: { readonly json: boolean },
): Promise<number> {
  const { host, terminal, messages, configPath } = context;
  const { settings, path } = await loadSettings(host, { path: configPath });
  const { rules } = settings.hooks;
  if (json) terminal.out(JSON.stringify(rules.map(recordOf)));
  else if (rules.length === 0) terminal.out(helpText(path, messages));
  else {
    const lines = rules.map((rule, index) => `${index + 1}. ${ruleText(rule, host, messages)}`);
    terminal.out(lines.join('\n'));
  }
  if (rules.length > 0 && mayOthersChange(path)) terminal.err(messages.hooks.unsafe(path));
  return 0;
}

/** A command with its arguments on one line, for display only: it is not quoted for a shell. */
export function commandText({ command, args }: HookRule): string {
  return cleanText([command, ...args].join(' '), 1000);
}

function recordOf({ on, window, command, args, timeoutMs }: HookRule): unknown {
  return {
    on,
    window,
    command,
    args,
    timeoutSeconds: timeoutMs / 1000,
  };
}

function ruleText(rule: HookRule, { files }: Pick<Host, 'files'>, { hooks }: Messages): string {
  const events = rule.on === '*' ? hooks.onAny : rule.on.join(', ');
  const facts = [
    hooks.atMost(String(rule.timeoutMs / 1000)),
    ...(exists(files, rule.command) ? [] : [hooks.missing]),
    ...(mayOthersReplaceProgram(rule.command) ? [hooks.unsafeCommand] : []),
  ];
  return `${hooks.rule({ events, window: rule.window })}: ${commandText(rule)} · ${facts.join(' · ')}`;
}

function exists(files: Host['files'], path: string): boolean {
  try {
    return files.facts(path) !== undefined;
  } catch {
    return false;
  }
}

function helpText(path: string, { hooks, events }: Messages): string {
  const width = Math.max(...usageEventKinds.map((kind) => kind.length));
  const kinds = usageEventKinds.map(
    (kind) => `  ${padAfter(kind, width)}  ${events.meanings[kind]}`,
  );
  return [hooks.none(path), `  ${example}`, '', hooks.events, ...kinds].join('\n');
}
