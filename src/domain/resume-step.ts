import { calendarMonthBefore } from './calendar-month.ts';
import { isExhausted, type QuotaWindow, type WindowId } from './quota-window.ts';
import type { Wall } from './token-use.ts';

/** Can a session go on that a limit stopped? Times are epoch milliseconds by Kimi's clock. */
export type ResumeStep =
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly window: WindowId; readonly atMs: number }
  /** No window has a reset that can be relied on. */
  | { readonly kind: 'untrusted'; readonly window?: WindowId | undefined };

export type ResumeFacts = {
  readonly wall: Pick<Wall, 'at' | 'window'>;
  readonly windows: readonly QuotaWindow[];
  readonly nowMs: number;
  /** The reset of each window as earlier readings of the same wait showed it. */
  readonly seenResets: ReadonlyMap<WindowId, number>;
};

/** Kimi's numbers and its refusals do not follow a reset at once. */
const settleMs = 60_000;
/** Resets may be a little late. */
const graceMs = 5 * 60_000;

/**
 * Every window that is used up must be reset first, and so must the one that stopped the session,
 * even if Kimi's numbers say that there is room in it: a refusal is surer than a number. If the
 * refusal named no window, any of them may have been it.
 */
export function resumeStep(facts: ResumeFacts): ResumeStep {
  const { wall, windows } = facts;
  const named = windows.filter(({ id }) => id === wall.window);
  if (wall.window !== undefined && named.length === 0)
    return { kind: 'untrusted', window: wall.window };
  const usedUp = windows.filter((window) => isExhausted(window));
  const closed = [...new Set([...named, ...usedUp])];
  const steps = closed.map((window) => stepOf(window, facts));
  const untrusted = steps.find(({ kind }) => kind === 'untrusted');
  if (untrusted !== undefined) return untrusted;
  if (closed.length > 0) return steps.reduce(laterOf, { kind: 'open' });
  const any = windows.map((window) => stepOf(window, facts));
  return any.reduce(earlierOf, { kind: 'untrusted' });
}

function stepOf(window: QuotaWindow, facts: ResumeFacts): ResumeStep {
  const { id, reliable } = window;
  const { nowMs, seenResets } = facts;
  if (!reliable) return { kind: 'untrusted', window: id };
  const openAtMs = settledResetSince(window, facts);
  if (!isExhausted(window) && openAtMs !== undefined)
    return openAtMs <= nowMs ? { kind: 'open' } : { kind: 'wait', window: id, atMs: openAtMs };
  const resetsAtMs = window.resetsAtMs ?? seenResets.get(id);
  if (resetsAtMs === undefined || !isPossible(window, resetsAtMs, nowMs))
    return { kind: 'untrusted', window: id };
  // The reset has passed, but Kimi's numbers have not followed yet.
  return { kind: 'wait', window: id, atMs: Math.max(resetsAtMs, nowMs) + settleMs };
}

/**
 * When the window has settled after a reset since the wall: by the start of its present period, by a
 * reset that was seen earlier, or because no period that held the wall can last until now. Undefined
 * if none is known.
 */
function settledResetSince(
  window: QuotaWindow,
  { wall, nowMs, seenResets }: Omit<ResumeFacts, 'windows'>,
): number | undefined {
  const { id, resetsAtMs, lengthMinutes } = window;
  const startMs = resetsAtMs === undefined ? undefined : startOf(window, resetsAtMs);
  const latestMs = lengthMinutes === undefined ? undefined : wall.at + lengthMinutes * 60_000;
  const resets = [startMs, seenResets.get(id), (latestMs ?? nowMs) < nowMs ? latestMs : undefined];
  const since = resets.filter((atMs) => atMs !== undefined).filter((atMs) => atMs > wall.at);
  return since.length === 0 ? undefined : Math.min(...since) + settleMs;
}

function startOf(window: QuotaWindow, resetsAtMs: number): number | undefined {
  if (window.id === 'monthly') return calendarMonthBefore(resetsAtMs);
  return window.lengthMinutes === undefined
    ? undefined
    : resetsAtMs - window.lengthMinutes * 60_000;
}

function isPossible(window: QuotaWindow, resetsAtMs: number, nowMs: number): boolean {
  const startMs = startOf(window, resetsAtMs);
  return startMs === undefined || startMs <= nowMs + graceMs;
}

function laterOf(a: ResumeStep, b: ResumeStep): ResumeStep {
  return rankOf(a) >= rankOf(b) ? a : b;
}

function earlierOf(a: ResumeStep, b: ResumeStep): ResumeStep {
  return rankOf(a) <= rankOf(b) ? a : b;
}

function rankOf(step: ResumeStep): number {
  if (step.kind === 'open') return 0;
  return step.kind === 'wait' ? step.atMs : Number.POSITIVE_INFINITY;
}
