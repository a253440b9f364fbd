import { kimiTime, localTime } from '../../domain/clock-offset.ts';
import { failurePolicy, type FailureFacts } from '../../domain/failure.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import { resumeStep } from '../../domain/resume-step.ts';
import type { StoppedSession } from '../../domain/stopped-session.ts';
import type { UsageOutcome, UsageSnapshot } from '../../domain/usage-snapshot.ts';
import type { Clock } from '../../host/host.ts';
import { waitUntilDone, type WaitStep } from '../waiting/wait-until-done.ts';

/** Why the session has to wait. */
export type ResumeWait =
  | { readonly kind: 'reset'; readonly window: WindowId }
  | { readonly kind: 'untrusted'; readonly window?: WindowId | undefined }
  | { readonly kind: 'failed'; readonly failure: FailureFacts };

export type ResumeEnd =
  | { readonly kind: 'ran'; readonly exitCode: number | undefined }
  /** Another process has taken the only attempt. */
  | { readonly kind: 'claimed' }
  /** The user has continued the session meanwhile. */
  | { readonly kind: 'moved-on' }
  /** `atMs` is when the next check would have been, by this machine's clock. */
  | { readonly kind: 'not-back'; readonly why: ResumeWait; readonly atMs?: number | undefined }
  /** Only the user can help. */
  | { readonly kind: 'failed'; readonly failure: FailureFacts };

export type ResumeDeps = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
  /** Usage that was just fetched. */
  readonly readUsage: () => Promise<UsageOutcome>;
  /** Is the wall still the last thing that happened in the session? */
  readonly isStillStopped: () => Promise<boolean>;
  /** Takes the only attempt for this wall; false if it was taken before. */
  readonly claim: () => Promise<boolean>;
  /** Continues the session; resolves with the exit code, undefined if it could not be started. */
  readonly run: () => Promise<number | undefined>;
  readonly onWait: (why: ResumeWait, atMs: number) => void;
};

/** A failing service is not asked more often. */
const minRetryMs = 60_000;

/**
 * Waits until the limit that stopped the session has been reset and Kimi says that there is room
 * again, then continues the session once. The attempt is claimed before, so that a process killed at
 * any moment, or two at once, never continue it twice.
 */
export async function resumeSession(
  { wall }: StoppedSession,
  deps: ResumeDeps,
): Promise<ResumeEnd> {
  const known: Known = { resets: new Map() };
  const end = await waitUntilDone<ResumeWait | undefined, ResumeWait>(
    deps.clock,
    {
      maxWaitMs: deps.maxWaitMs,
      onWait: deps.onWait,
      check: async () => stepAfter(await deps.readUsage(), { wall, deps, known }),
    },
    deps.signal,
  );
  if (end.kind === 'gave-up') return { kind: 'not-back', why: end.reason, atMs: end.atMs };
  if (end.result?.kind === 'failed') return end.result;
  if (!(await deps.isStillStopped())) return { kind: 'moved-on' };
  if (!(await deps.claim())) return { kind: 'claimed' };
  return { kind: 'ran', exitCode: await deps.run() };
}

/** What the first reading showed. This machine's clock may be set later. */
type Known = {
  /** The wall by Kimi's clock. */
  wallAtMs?: number;
  /** The first reset of each window after the wall: once it has passed, the window is open. */
  readonly resets: Map<WindowId, number>;
};

type StepFacts = Pick<StoppedSession, 'wall'> & {
  readonly deps: Pick<ResumeDeps, 'clock'>;
  readonly known: Known;
};

/** The first step, for a user who asks what would happen. */
export function firstStep(
  outcome: UsageOutcome,
  facts: Omit<StepFacts, 'known'>,
): WaitStep<ResumeWait | undefined, ResumeWait> {
  return stepAfter(outcome, { ...facts, known: { resets: new Map() } });
}

function stepAfter(
  outcome: UsageOutcome,
  { wall, deps, known }: StepFacts,
): WaitStep<ResumeWait | undefined, ResumeWait> {
  const nowMs = deps.clock.now();
  if (outcome.kind === 'failed') return afterFailure(outcome.failure, nowMs);
  const { snapshot } = outcome;
  known.wallAtMs ??= kimiTime(snapshot, wall.at);
  const kimiWall = { ...wall, at: known.wallAtMs };
  const step = resumeStep({
    wall: kimiWall,
    windows: snapshot.windows,
    nowMs: kimiTime(snapshot, nowMs),
    seenResets: known.resets,
  });
  keepResets(known.resets, snapshot, kimiWall.at);
  if (step.kind === 'open') return { kind: 'done', result: undefined };
  const reason: ResumeWait = step.kind === 'wait' ? { kind: 'reset', window: step.window } : step;
  const atMs = step.kind === 'wait' ? localTime(snapshot, step.atMs) : undefined;
  return { kind: 'wait', result: reason, reason, atMs };
}

function afterFailure(
  failure: FailureFacts,
  nowMs: number,
): WaitStep<ResumeWait | undefined, ResumeWait> {
  const reason: ResumeWait = { kind: 'failed', failure };
  const { retry } = failurePolicy[failure.kind];
  // An expired sign-in is renewed by Kimi Code, a rejected one is not.
  const mayHelp = retry !== 'after-change' && failure.kind !== 'credential-rejected';
  if (!mayHelp) return { kind: 'done', result: reason };
  const atMs = nowMs + Math.max(minRetryMs, failure.retryAfterMs ?? 0);
  return { kind: 'wait', result: reason, reason, atMs };
}

function keepResets(
  seen: Map<WindowId, number>,
  { windows }: UsageSnapshot,
  wallAtMs: number,
): void {
  for (const { id, reliable, resetsAtMs } of windows)
    if (reliable && resetsAtMs !== undefined && resetsAtMs > wallAtMs && !seen.has(id))
      seen.set(id, resetsAtMs);
}
