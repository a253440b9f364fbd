import { canStart, type StartDecision, type TaskSize } from '../domain/can-start.ts';
import { kimiTime, localTime } from '../domain/clock-offset.ts';
import type { QuotaWindow } from '../domain/quota-window.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { failureText } from '../present/failure-text.ts';
import type { Messages } from '../present/messages/en.ts';
import { formatShare, formatCount } from '../present/words/shares.ts';
import { usageView } from '../present/usage-view.ts';
import { formatCountdown, formatLocalTime, formatUtc } from '../present/words/time.ts';
import { windowLabel } from '../present/words/windows.ts';
import type { AskedUsage, ToolAnswer, ToolWorld } from './tool-answer.ts';
import type { ToolArguments } from './tool-arguments.ts';
import { lastSession } from './tool-table.ts';

/** For a caller that gives no size. */
const defaultMinutes = 30;

/** `kimi_can_start`: decides by fresh usage only. */
export async function answerCanStart(
  world: ToolWorld,
  { account, outcome }: AskedUsage,
  args: ToolArguments,
): Promise<ToolAnswer> {
  const { clock, messages } = world;
  if (outcome.kind === 'failed') {
    const reason = messages.agents.stale(failureText(outcome.failure, messages, account));
    return { text: reason, content: { answer: 'unknown', reason } };
  }
  const { snapshot } = outcome;
  const sizes = [
    ...sizesIn(args),
    ...(args['like'] === lastSession
      ? await sizesOfLastSession(world, snapshot.windows, account)
      : []),
  ];
  const decided = decide(sizes, outcome, world);
  if (decided === undefined) {
    const reason = messages.agents.noLastSession;
    return { text: reason, content: { answer: 'unknown', reason } };
  }
  const { decision, size } = decided;
  const local = (kimiMs: number): string =>
    formatLocalTime(localTime(snapshot, kimiMs), clock.now(), undefined, messages);
  const reason = reasonText(decision, { size, local, messages });
  const { answer, until, backAt } = decision;
  return {
    text: reason,
    content: { answer, reason, until: formatUtc(until), backAt: formatUtc(backAt) },
  };
}

type FreshOutcome = Extract<UsageOutcome, { kind: 'fresh' }>;
type Decided = { readonly size: TaskSize; readonly decision: StartDecision };

const order = ['no', 'unknown', 'yes'] as const;

/** By the size that leaves the least hope; undefined if there is none. */
function decide(
  sizes: readonly TaskSize[],
  outcome: FreshOutcome,
  { app, clock }: ToolWorld,
): Decided | undefined {
  const nowMs = clock.now();
  const { verdict } = usageView(outcome, { nowMs, meters: app.meters });
  const { snapshot } = outcome;
  const facts = { windows: snapshot.windows, verdict, nowMs: kimiTime(snapshot, nowMs) };
  const any: TaskSize = { kind: 'minutes', minutes: 0 };
  const weighed = sizes.length === 0 && verdict.state === 'out' ? [any] : sizes;
  const decided = weighed.map((size) => ({ size, decision: canStart(size, facts) }));
  return decided.toSorted(
    (a, b) => order.indexOf(a.decision.answer) - order.indexOf(b.decision.answer),
  )[0];
}

function sizesIn({ minutes, points, like }: ToolArguments): readonly TaskSize[] {
  const needed: TaskSize[] = [];
  if (typeof points === 'number') needed.push({ kind: 'points', low: points, high: points });
  if (typeof minutes === 'number') needed.push({ kind: 'minutes', minutes });
  const isUnknown = needed.length === 0 && like === undefined;
  return isUnknown ? [{ kind: 'minutes', minutes: defaultMinutes }] : needed;
}

async function sizesOfLastSession(
  { logs }: ToolWorld,
  windows: readonly QuotaWindow[],
  account: string | undefined,
): Promise<readonly TaskSize[]> {
  const ids = windows.map(({ id }) => id);
  const points = await logs.lastSessionPoints(ids, account);
  return [...points].map(([window, { low, high }]) => ({ kind: 'points', low, high, window }));
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
