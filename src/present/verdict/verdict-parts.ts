import { kimiTime } from '../../domain/clock-offset.ts';
import { isLostCredential } from '../../domain/events/sign-in-events.ts';
import type { FailureFacts } from '../../domain/failure.ts';
import { briefFailure, failureWords } from '../failure-text.ts';
import type { Messages } from '../messages/en.ts';
import type { MomentParts } from '../messages/en/usage.ts';
import { stillHolds } from '../tightest-row.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { formatShare } from '../words/shares.ts';
import { formatCountdown } from '../words/time.ts';
import { windowLabel, windowNoun } from '../words/windows.ts';

export type Words = Pick<Messages, 'failures' | 'usage' | 'verdict'>;

/** The answer in words. All parts are whole sentences; only `first` is never empty. */
export type VerdictText = {
  /** Can the user go on, until when, and when is the quota back? */
  readonly first: string;
  /** What follows, and what is known of the other windows. */
  readonly second: string;
  /** The most important part of `second`, for a line or a menu. */
  readonly brief: string;
  /** All of it, as in the published JSON. */
  readonly whole: string;
};

export type Sentences = Omit<VerdictText, 'whole'>;

export type Context = {
  readonly view: UsageView;
  readonly words: Words;
  /** By Kimi's clock, as all times of windows. */
  readonly nowMs: number;
  readonly moment: (atMs: number) => MomentParts;
};

/** Why nothing can be said, and what is known all the same. */
export function unknownText(context: Context): Sentences {
  const { view, words } = context;
  const { verdict } = words;
  const { failure, fetched, rows } = view;
  if (fetched === undefined) {
    if (failure === undefined) return { first: verdict.noData, second: '', brief: '' };
    return { first: failedText(failure, words), ...both(reasonText(failure, view, words)) };
  }
  const known = rows.filter(stillHolds);
  if (fetched.stale) {
    const isLost = failure !== undefined && isLostCredential(failure);
    const first = isLost ? failedText(failure, words) : staleText(context);
    return { first, ...both(lastSeenText(context, known)) };
  }
  if (known.length === 0) {
    const isReset = rows.some(({ resets }) => resets?.since === true);
    return { first: isReset ? verdict.hasReset : verdict.unreadable, ...both('') };
  }
  const lasting = known.filter(({ outlook }) => outlook.state === 'lasts');
  const left = verdict.leftNow(
    leftsOf(
      known.filter((row) => !lasting.includes(row)),
      words,
    ),
  );
  const second = [lastingText(lasting, words), left].filter(Boolean).join(verdict.between);
  return { first: verdict.howLongUnknown, second, brief: left };
}

/** That windows last beside one that does not or may not; empty without any. */
export function lastingText(rows: readonly UsageRow[], words: Words): string {
  const { verdict } = words;
  const [one] = rows;
  if (one === undefined) return '';
  return rows.length === 1
    ? verdict.alsoLastsOne(verdict.limit(windowLabel(one, words)))
    : verdict.alsoLast(rows.map((row) => windowNoun(row, words)));
}

function failedText({ kind }: FailureFacts, { verdict }: Words): string {
  switch (kind) {
    case 'credential-missing':
      return verdict.notSignedIn;
    case 'credential-rejected':
    case 'credential-expired':
      return verdict.signedOut;
    case 'plan-or-quota-denied':
      return verdict.noPlan;
    default:
      return verdict.cannotCheck;
  }
}

/** What the first sentence leaves open. */
function reasonText(failure: FailureFacts, { account }: UsageView, words: Words): string {
  const { what, todo } = failureWords(failure, words, account);
  if (failure.kind === 'plan-or-quota-denied') return todo ?? what;
  return failure.kind === 'credential-missing' && failure.detail?.code === undefined ? '' : what;
}

/** That the usage is stale, since when and, if known, why. */
export function staleText({ view, words }: Context): string {
  const { verdict } = words;
  const { failure, fetched } = view;
  const brief = failure && briefFailure(failure, words);
  const ageMs = Math.floor((fetched?.ageMs ?? 0) / 60_000) * 60_000;
  return ageMs === 0
    ? verdict.unknownNow(brief)
    : verdict.unknownFor({ span: formatCountdown(ageMs, words), brief });
}

function lastSeenText({ view, words, moment }: Context, rows: readonly UsageRow[]): string {
  const { fetched } = view;
  if (fetched === undefined || rows.length === 0) return '';
  const seenMs = kimiTime(fetched, fetched.fetchedAtMs);
  const at = words.usage.atMoment(moment(seenMs));
  return words.verdict.lastSeen({ at, lefts: leftsOf(rows, words) });
}

/** What each window has left. */
export function leftsOf(rows: readonly UsageRow[], words: Words) {
  return rows.map((row) => ({
    noun: windowNoun(row, words),
    share: formatShare(row.leftPercent, 'left'),
  }));
}

function both(text: string): { readonly second: string; readonly brief: string } {
  return { second: text, brief: text };
}
