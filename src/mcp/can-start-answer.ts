import { canStart, type StartDecision, type TaskSize } from '../domain/can-start.ts';
import { kimiTime, localTime } from '../domain/clock-offset.ts';
import { judgeWindows } from '../domain/outlook.ts';
import { verdictOf } from '../domain/verdict.ts';
import { failureText } from '../present/failure-text.ts';
import type { Messages } from '../present/messages/en.ts';
import { formatShare, formatCount } from '../present/words/shares.ts';
import { formatCountdown, formatLocalTime, formatUtc } from '../present/words/time.ts';
import { windowLabel } from '../present/words/windows.ts';
import type { AskedUsage, ToolAnswer, ToolWorld } from './tool-answer.ts';
import type { ToolArguments } from './tool-arguments.ts';

/** For a caller that gives no size. */
const defaultMinutes = 30;

/** `kimi_can_start`: decides by fresh usage only. */
export function answerCanStart(
  { clock, messages }: ToolWorld,
  { account, outcome }: AskedUsage,
  args: ToolArguments,
): ToolAnswer {
  if (outcome.kind === 'failed') {
    const reason = messages.agents.stale(failureText(outcome.failure, messages, account));
    return { text: reason, content: { answer: 'unknown', reason } };
  }
  const { snapshot } = outcome;
  const nowMs = kimiTime(snapshot, clock.now());
  const facts = {
    nowMs,
    fetchedAtMs: kimiTime(snapshot, snapshot.fetchedAtMs),
    stale: false,
  };
  const { windows } = snapshot;
  const verdict = verdictOf(judgeWindows(windows, facts), facts);
  const size = sizeOf(args);
  const decision = canStart(size, { windows, verdict, nowMs });
  const local = (kimiMs: number): string =>
    formatLocalTime(localTime(snapshot, kimiMs), clock.now(), undefined, messages);
  const reason = reasonText(decision, { size, local, messages });
  const { answer, until, backAt } = decision;
  return {
    text: reason,
    content: { answer, reason, until: formatUtc(until), backAt: formatUtc(backAt) },
  };
}

function sizeOf({ minutes, points }: ToolArguments): TaskSize {
  if (typeof points === 'number') return { kind: 'points', low: points, high: points };
  return { kind: 'minutes', minutes: typeof minutes === 'number' ? minutes : defaultMinutes };
}

function reasonText(
  { cause, window, leftPercent, until, backAt }: StartDecision,
  {
    size,
    local,
    messages,
  }: {
    readonly size: TaskSize;
    readonly local: (ms: number) => string;
    readonly messages: Messages;
  },
): string {
  const words = messages.agents;
  const why = words.canStart[cause]({
    window: window === undefined ? '' : windowLabel({ id: window }, messages),
    left: leftPercent === undefined ? '' : formatShare(leftPercent, 'left'),
    until: until === undefined ? '' : local(until),
    size: sizeText(size, messages),
  });
  return backAt === undefined ? why : `${why} ${words.back(local(backAt))}`;
}

function sizeText(size: TaskSize, messages: Messages): string {
  const words = messages.agents.size;
  if (size.kind === 'minutes')
    return words.minutes(formatCountdown(size.minutes * 60_000, messages));
  const [low, high] = [formatCount(size.low), formatCount(size.high)];
  return words.points(low === high ? low : `${low}–${high}`);
}
