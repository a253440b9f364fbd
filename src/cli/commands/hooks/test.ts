import { HookRunner, type HookRun } from '../../../daemon/events/run-hooks.ts';
import type { HookRule } from '../../../config/hook-rules.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { sessionMinutes, weeklyMinutes, type WindowId } from '../../../domain/quota-window.ts';
import {
  quotaEventKinds,
  type QuotaEvent,
  type UsageEvent,
  type UsageEventKind,
} from '../../../domain/events/usage-event.ts';
import { mayOthersChange } from '../../../host/files/safe-folder.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { commandText } from './list.ts';

const hourMs = 3_600_000;

/** `kimibar hooks test EVENT`: runs the rules meant for an event with a made-up one, and says what came of each. */
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
  const runs = await Promise.all(
    rules.map((rule) =>
      tryRule(rule, madeUpEvent(kind, rule.window, host.clock.now()), host, signal),
    ),
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

/** A rule for one window never hears of the sign-in or the service. */
function isPossible({ window }: HookRule, kind: UsageEventKind): boolean {
  return window === undefined || (quotaEventKinds as readonly string[]).includes(kind);
}

type Trial = { readonly rule: HookRule; readonly run: HookRun | undefined };

async function tryRule(
  rule: HookRule,
  event: UsageEvent,
  host: CommandContext['host'],
  signal: AbortSignal,
): Promise<Trial> {
  const runner = new HookRunner(host, () => [rule]);
  const close = (): void => void runner.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const [run] = await runner.run(event);
    return { rule, run };
  } finally {
    signal.removeEventListener('abort', close);
  }
}

/** Figures that a real one of its kind could have. */
function madeUpEvent(kind: UsageEventKind, window: string | undefined, nowMs: number): UsageEvent {
  if (kind === 'credential-lost')
    return {
      kind,
      atMs: nowMs,
      failure: { kind: 'credential-rejected', detail: { code: 'api-key-rejected' } },
    };
  if (kind === 'service-failing')
    return {
      kind,
      atMs: nowMs,
      failure: { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
    };
  if (kind === 'credential-recovered' || kind === 'service-recovered') return { kind, atMs: nowMs };
  const usedPercent = {
    'quota-low': 82,
    'quota-exhausted': 100,
    'quota-reset': 0,
    'quota-restored': 0,
    'will-run-out': 64,
  }[kind];
  const windowId = (window ?? 'weekly') as WindowId;
  const lengthMinutes = { session: sessionMinutes, weekly: weeklyMinutes }[windowId as string];
  return {
    kind,
    atMs: nowMs,
    windowId,
    lengthMinutes,
    usedPercent,
    leftPercent: 100 - usedPercent,
    resetsAtMs: nowMs + 4 * hourMs,
    ...(kind === 'quota-low' ? { thresholdPercent: 20 } : {}),
    ...(kind === 'will-run-out' ? { emptyAtMs: nowMs + 2 * hourMs } : {}),
  } satisfies QuotaEvent;
}

function resultText(
  { timeoutMs }: HookRule,
  run: HookRun | undefined,
  { hooks }: Messages,
): string {
  if (run === undefined) return hooks.notRun;
  const { result, tookMs } = run;
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
    ...(result.kind === 'ran' ? { exitCode: result.exitCode } : {}),
    tookMs,
  };
}
