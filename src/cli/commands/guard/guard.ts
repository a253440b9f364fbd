import { openApp } from '../../../app/open-app.ts';
import type { AccountOutcome, UsageApp } from '../../../app/usage-app.ts';
import { kimiTime } from '../../../domain/clock-offset.ts';
import { Failure } from '../../../domain/failure.ts';
import { decideGuard, type GuardWindow } from '../../../domain/guard-decision.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import { failureText } from '../../../present/failure-text.ts';
import { guardJson, guardText } from '../../../present/guard-report.ts';
import type { Messages } from '../../../present/messages/en.ts';
import { windowLabel } from '../../../present/words/windows.ts';
import type { CommandContext } from '../../command-context.ts';
import { requireAccount } from '../../argument-refusal.ts';
import { clockOf, waitForQuota, type GuardCheck } from './guard-wait.ts';

export type GuardOptions = {
  readonly account?: string | undefined;
  readonly window: GuardWindow;
  readonly minimumPercent: number;
  /** How long the work takes that is about to start. */
  readonly expectMinutes?: number | undefined;
  readonly timeoutMs: number;
  readonly json: boolean;
  readonly pretty: boolean;
  readonly failOpen: boolean;
  /** Wait until enough is left, at most this long. Absent: decide now. */
  readonly maxWaitMs?: number | undefined;
};

/** As for `usage`: younger usage in the cache is as good as new. */
const maxAgeMs = 30_000;
/** 69 is EX_UNAVAILABLE of sysexits.h. */
const exitCodes = { ok: 0, blocked: 1, unknown: 69 } as const;

/** While Kimi is disabled in the settings, KimiBar requests nothing. */
const disabled: UsageOutcome = {
  kind: 'failed',
  failure: { kind: 'credential-missing' },
  attempts: [],
};

/**
 * `kimibar guard`: exit code 0 if enough is left, 1 if not, 69 if that could not be checked (0 with
 * `--fail-open`). Errors go to stderr. A broken config file is one of them: exit code 1 would say
 * that the quota is used up.
 */
export async function runGuard(context: CommandContext, options: GuardOptions): Promise<number> {
  const check = (fresh: boolean): Promise<GuardCheck> =>
    checkOnce(context, options, { maxAgeMs: fresh ? 0 : maxAgeMs });
  const { decision, outcome, account } =
    options.maxWaitMs === undefined
      ? await check(false)
      : await waitForQuota(context, { maxWaitMs: options.maxWaitMs, check });
  const exitCode =
    decision.decision === 'unknown' && options.failOpen ? 0 : exitCodes[decision.decision];
  const nowMs = kimiTime(clockOf(outcome), context.host.clock.now());
  const { minimumPercent, expectMinutes } = options;
  const facts = { account, minimumPercent, expectMinutes, exitCode };
  const { terminal, messages } = context;
  terminal.out(
    options.json
      ? guardJson(decision, facts, options.pretty)
      : guardText(decision, { ...facts, nowMs }, messages),
  );
  if (outcome === disabled) terminal.err(messages.usage.disabled);
  else if (outcome.kind === 'failed') terminal.err(failureText(outcome.failure, messages, account));
  else if (decision.decision === 'unknown')
    terminal.err(messages.guard.windowUnavailable(labelOf(decision.window, messages)));
  return exitCode;
}

function labelOf(window: GuardWindow, messages: Messages): string | undefined {
  return window === 'any' ? undefined : windowLabel({ id: window }, messages);
}

type Fetch = Pick<GuardOptions, 'account' | 'timeoutMs'> & { readonly maxAgeMs: number };

async function checkOnce(
  context: CommandContext,
  options: GuardOptions,
  age: Pick<Fetch, 'maxAgeMs'>,
): Promise<GuardCheck> {
  const { account, timeoutMs } = options;
  const { outcome, ...read } = await readUsage(context, { account, timeoutMs, ...age });
  const { expectMinutes: minutes } = options;
  const nowMs = context.host.clock.now();
  const expected = minutes === undefined ? undefined : { minutes, nowMs };
  return { ...read, outcome, decision: decideGuard(outcome, { ...options, expected }) };
}

async function readUsage(context: CommandContext, fetch: Fetch): Promise<AccountOutcome> {
  try {
    const app = await openApp(context);
    await requireAccount(context, app, fetch);
    const read = await readOnce(app, context, fetch);
    // Cached usage says nothing about a window that has been reset since.
    return hasLapsed(read.outcome, context.host.clock.now())
      ? await readOnce(app, context, { ...fetch, maxAgeMs: 0 })
      : read;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid-config')
      return { outcome: { kind: 'failed', failure: error, attempts: [] } };
    throw error;
  }
}

async function readOnce(
  app: UsageApp,
  { terminal, signal }: CommandContext,
  { account: name, ...fetch }: Fetch,
): Promise<AccountOutcome> {
  if (!app.enabled) return { outcome: disabled };
  const request = { ...fetch, insist: false, mayPrompt: terminal.interactive, signal };
  if (name === undefined) return app.readShownUsage((account) => ({ ...request, account }));
  const account = app.accountFor(name);
  return { account, outcome: await app.readUsage({ ...request, account }) };
}

function hasLapsed(outcome: UsageOutcome, nowMs: number): boolean {
  if (outcome.kind === 'failed') return false;
  const { snapshot } = outcome;
  const fromMs = kimiTime(snapshot, snapshot.fetchedAtMs);
  const toMs = kimiTime(snapshot, nowMs);
  return snapshot.windows.some(
    ({ resetsAtMs }) => resetsAtMs !== undefined && resetsAtMs > fromMs && resetsAtMs <= toMs,
  );
}
