import { HookRunner, type HookRun } from '../../../daemon/events/run-hooks.ts';
import type { HookRule } from '../../../config/hook-rules.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { UsageEvent, UsageEventKind } from '../../../domain/events/usage-event.ts';
import { mayOthersChange } from '../../../host/files/safe-folder.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { commandText } from './list.ts';
import { isQuotaEventKind, simulatedEvent } from './simulated-event.ts';

/**
 * `kimibar hooks test EVENT`: runs the rules for this event with a simulated one and reports each
 * result.
 */
export async function hooksTest(
  context: CommandContext,
  { kind, json }: { kind: UsageEventKind; json: boolean },
): Promise<number> {
  const { host, terminal, messages, configPath, signal } = context;
  const { settings, path } = await loadSettings(host, { path: configPath });
  if (settings.hooks.rules.length > 0 && mayOthersChange(path)) {
    terminal.err(messages.hooks.unsafe(path));
    return 1;
  }
  const rules = settings.hooks.rules
    .filter(({ on }) => on === '*' || on.includes(kind))
    .filter((rule) => isPossible(rule, kind));
  const runs = await runAll(context, rules, (rule) =>
    simulatedEvent(kind, rule.window, host.clock.now()),
  );
  if (json) terminal.out(JSON.stringify(runs.map(({ rule, run }) => recordOf(rule, run))));
  else if (runs.length === 0) terminal.err(messages.hooks.noneFor(kind));
  else
    terminal.out(
      runs
        .map(({ rule, run }) => `${commandText(rule)}: ${resultText(rule, run, messages)}`)
        .join('\n'),
    );
  signal.throwIfAborted();
  return runs.length > 0 &&
    runs.every(({ run }) => run?.result.kind === 'ran' && run.result.exitCode === 0)
    ? 0
    : 1;
}

/** A rule for one window only gets events of windows. */
function isPossible({ window }: HookRule, kind: UsageEventKind): boolean {
  return window === undefined || isQuotaEventKind(kind) || kind === 'price-changed';
}

type RuleRun = { readonly rule: HookRule; readonly run: HookRun | undefined };

/** One runner for all, so that only a few run at once, as in the daemon. */
async function runAll(
  { host, signal }: CommandContext,
  rules: readonly HookRule[],
  eventFor: (rule: HookRule) => UsageEvent,
): Promise<readonly RuleRun[]> {
  const runner = new HookRunner(host, () => rules);
  const close = (): void => void runner.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    return await Promise.all(
      rules.map(async (rule) => ({ rule, run: await runner.runRule(rule, eventFor(rule)) })),
    );
  } finally {
    signal.removeEventListener('abort', close);
  }
}

function resultText(
  { timeoutMs }: HookRule,
  run: HookRun | undefined,
  { hooks }: Messages,
): string {
  if (run === undefined) return hooks.notRun;
  const { result, tookMs } = run;
  if (result.kind === 'unsafe') return hooks.unsafeCommand;
  if (result.kind === 'not-found') return hooks.notFound;
  if (result.kind === 'timed-out') return hooks.timedOut(String(timeoutMs / 1000));
  return result.exitCode === 0 ? hooks.ok(String(tookMs)) : hooks.exitCode(result.exitCode);
}

function recordOf({ command, args }: HookRule, run: HookRun | undefined): unknown {
  if (run === undefined) return { command, args, outcome: 'not-run' };
  const { result, tookMs } = run;
  return {
    command,
    args,
    outcome: result.kind,
    exitCode: result.kind === 'ran' ? result.exitCode : undefined,
    tookMs,
  };
}
