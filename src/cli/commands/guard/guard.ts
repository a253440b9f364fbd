import { openApp } from '../../../app/open-app.ts';
import type { UsageApp } from '../../../app/usage-app.ts';
import { Failure } from '../../../domain/failure.ts';
import { decideGuard, type GuardWindow } from '../../../domain/guard-decision.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import { failureText } from '../../../present/failure-text.ts';
import { guardJson, guardText } from '../../../present/guard-report.ts';
import type { Messages } from '../../../present/messages/en.ts';
import { windowLabel } from '../../../present/words/windows.ts';
import type { CommandContext } from '../../command-context.ts';
import { waitForQuota, type GuardLook } from './guard-wait.ts';

export type GuardOptions = {
  readonly window: GuardWindow;
  readonly minimumPercent: number;
  readonly timeoutMs: number;
  readonly json: boolean;
  readonly pretty: boolean;
  readonly failOpen: boolean;
  /** Wait until enough is there, at most this long. Absent: say what is, now. */
  readonly maxWaitMs?: number | undefined;
};

/** A reading this young is as good as a new one, as for `usage`. */
const maxAgeMs = 30_000;
/** Sysexits' EX_UNAVAILABLE. */
const exitCodes = { ok: 0, blocked: 1, unknown: 69 } as const;

/** Nothing is asked while the person has Kimi switched off. */
const switchedOff: UsageOutcome = {
  kind: 'failed',
  failure: { kind: 'credential-missing' },
  attempts: [],
};

/**
 * `kimibar guard`: exit code 0 where enough is left, 1 where not, 69 where that could not be found out (0 with `--fail-open`).
 * What went wrong stands on stderr; a broken config file is such a thing, too: 1 would say that the quota is used up.
 */
export async function runGuard(context: CommandContext, options: GuardOptions): Promise<number> {
  const look = (fresh: boolean): Promise<GuardLook> => lookOnce(context, options, fresh);
  const { decision, outcome } =
    options.maxWaitMs === undefined
      ? await look(false)
      : await waitForQuota(context, { maxWaitMs: options.maxWaitMs, look });
  const exitCode =
    decision.decision === 'unknown' && options.failOpen ? 0 : exitCodes[decision.decision];
  const facts = { minimumPercent: options.minimumPercent, exitCode };
  const { terminal, messages } = context;
  terminal.out(
    options.json
      ? guardJson(decision, facts, options.pretty)
      : guardText(decision, { ...facts, nowMs: context.host.clock.now() }, messages),
  );
  if (outcome === switchedOff) terminal.err(messages.usage.disabled);
  else if (outcome.kind === 'failed') terminal.err(failureText(outcome.failure, messages));
  else if (decision.decision === 'unknown')
    terminal.err(messages.guard.windowUnavailable(labelOf(decision.window, messages)));
  return exitCode;
}

function labelOf(window: GuardWindow, messages: Messages): string | undefined {
  return window === 'any' ? undefined : windowLabel({ id: window }, messages);
}

async function lookOnce(
  context: CommandContext,
  options: GuardOptions,
  fresh: boolean,
): Promise<GuardLook> {
  const outcome = await readOrFail(context, options, fresh ? 0 : maxAgeMs);
  return { outcome, decision: decideGuard(outcome, options) };
}

async function readOrFail(
  context: CommandContext,
  { timeoutMs }: GuardOptions,
  ageMs: number,
): Promise<UsageOutcome> {
  try {
    const app = await openApp(context);
    const outcome = await read(app, context, timeoutMs, ageMs);
    // A window that has begun anew since says nothing of itself any more.
    return hasLapsed(outcome, context.host.clock.now())
      ? await read(app, context, timeoutMs, 0)
      : outcome;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid-config')
      return { kind: 'failed', failure: error, attempts: [] };
    throw error;
  }
}

async function read(
  app: UsageApp,
  { terminal, signal }: CommandContext,
  timeoutMs: number,
  ageMs: number,
): Promise<UsageOutcome> {
  if (!app.enabled) return switchedOff;
  return app.readUsage({
    maxAgeMs: ageMs,
    insist: false,
    mayPrompt: terminal.interactive,
    timeoutMs,
    signal,
  });
}

function hasLapsed(outcome: UsageOutcome, nowMs: number): boolean {
  if (outcome.kind === 'failed') return false;
  const { fetchedAtMs, windows } = outcome.snapshot;
  return windows.some(
    ({ resetsAtMs }) => resetsAtMs !== undefined && resetsAtMs > fetchedAtMs && resetsAtMs <= nowMs,
  );
}
