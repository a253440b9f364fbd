import { kimiTime } from '../../domain/clock-offset.ts';
import { isDoubtful } from '../../domain/outlook.ts';
import type { MomentParts } from '../messages/en/usage.ts';
import { stillHolds } from '../tightest-row.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { balanceText, canSpend } from '../wallet-text.ts';
import { formatLikelihood, formatShare } from '../words/shares.ts';
import { formatCountdown, momentParts, spanBetween } from '../words/time.ts';
import {
  lastingText,
  leftsOf,
  staleText,
  unknownText,
  type Context,
  type Sentences,
  type VerdictText,
  type Words,
} from './verdict-parts.ts';
import { windowLabel, windowNoun } from '../words/windows.ts';

/** Estimates this close are one moment. */
const sameMomentMs = 10 * 60_000;

/** The verdict of a view in words. `timeZone` is an IANA name; undefined means the system's. */
export function verdictText(view: UsageView, words: Words, timeZone?: string): VerdictText {
  const nowMs = kimiTime(view.fetched ?? {}, view.nowMs);
  const moment = (atMs: number): MomentParts =>
    momentParts(atMs, nowMs, { timeZone, messages: words });
  const sentences = sentencesOf({ view, words, nowMs, moment });
  const whole = [sentences.first, sentences.second].filter(Boolean).join(words.verdict.between);
  return { ...sentences, whole };
}

function sentencesOf(context: Context): Sentences {
  const { verdict, rows } = context.view;
  const row = rows.find(({ id }) => id === verdict.window);
  switch (verdict.state) {
    case 'short':
      return row === undefined ? unknownText(context) : shortText(context, row);
    case 'out':
      return row === undefined ? unknownText(context) : outText(context, row);
    case 'lasts':
      return lastsText(context);
    case 'unknown':
      return unknownText(context);
  }
}

function lastsText({ view, words, moment }: Context): Sentences {
  const { verdict } = words;
  const rows = view.rows.filter(({ outlook }) => outlook.state === 'lasts');
  const [tightest] = rows.toSorted(
    (a, b) => runsOutProbability(b) - runsOutProbability(a) || usedAtReset(b) - usedAtReset(a),
  );
  const isLikely = !rows.some(({ outlook }) => isDoubtful(outlook));
  const nouns = rows.map((row) => windowNoun(row, words));
  const first =
    rows.length === 1 && tightest !== undefined
      ? verdict.lastsOne({ limit: verdict.limit(windowLabel(tightest, words)), isLikely })
      : verdict.lasts({ nouns, isLikely });
  if (rows.every(({ usedPercent }) => usedPercent === 0))
    return { first, second: verdict.nothingUsed, brief: verdict.nothingUsed };
  if (tightest?.outlook.forecast === undefined) return { first, second: '', brief: '' };
  const facts = {
    noun: rows.length === 1 ? undefined : windowNoun(tightest, words),
    share: formatShare(100 - usedAtReset(tightest), 'left'),
    likelihood: formatLikelihood(runsOutProbability(tightest)),
  };
  const brief = isLikely ? verdict.tightestBrief(facts) : verdict.doubtfulBrief(facts);
  const { resets } = tightest;
  if (resets === undefined) return { first, second: brief, brief };
  const at = words.usage.atMoment(moment(resets.atMs));
  const second = isLikely ? verdict.tightest({ ...facts, at }) : verdict.doubtful({ ...facts, at });
  return { first, second, brief };
}

function shortText({ view, words, nowMs, moment }: Context, row: UsageRow): Sentences {
  const { usage, verdict } = words;
  const { until = nowMs } = view.verdict;
  const together = endingTogether(view.rows, row, until);
  const backAt = lastReset([row, ...together]);
  const first =
    until - nowMs < 60_000 ? verdict.anyMoment : verdict.enoughUntil(usage.moment(moment(until)));
  const others = othersText({ view, words, moment }, [row, ...together]);
  if (backAt === undefined) return { first, second: others, brief: '' };
  const facts = {
    span: spanBetween(Math.max(until, nowMs), backAt, words),
    at: usage.atMoment(moment(backAt)),
  };
  if (together.length > 0) {
    const nouns = [row, ...together].map((other) => windowNoun(other, words));
    const both = verdict.usedUpTogether({ ...facts, nouns });
    return {
      first,
      second: [both, others].filter(Boolean).join(verdict.between),
      brief: verdict.usedUpTogetherBrief({ ...facts, nouns }),
    };
  }
  const then = verdict.usedUpThen({ ...facts, limit: verdict.limit(windowLabel(row, words)) });
  return {
    first,
    second: [then, others].filter(Boolean).join(verdict.between),
    brief: verdict.usedUpThenBrief({ ...facts, noun: windowNoun(row, words) }),
  };
}

/** The other windows that run out at almost the same moment and whose reset is later. */
function endingTogether(
  rows: readonly UsageRow[],
  row: UsageRow,
  untilMs: number,
): readonly UsageRow[] {
  const resetMs = row.resets?.atMs ?? Number.POSITIVE_INFINITY;
  return rows.filter(({ outlook: { runsOutAtMs = Number.POSITIVE_INFINITY }, resets }) => {
    const isTogether = Math.abs(runsOutAtMs - untilMs) <= sameMomentMs;
    return isTogether && (resets?.atMs ?? 0) > resetMs;
  });
}

function lastReset(rows: readonly UsageRow[]): number | undefined {
  const known = rows.flatMap(({ resets }) => resets?.atMs ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Whether the other windows last. */
function othersText(
  { view, words, moment }: Pick<Context, 'view' | 'words' | 'moment'>,
  named: readonly UsageRow[],
): string {
  const { usage, verdict } = words;
  const others = view.rows.filter((other) => !named.includes(other));
  const lasting = others.filter(({ outlook }) => outlook.state === 'lasts');
  const short = others.flatMap((other) => {
    const { runsOutAtMs } = other.outlook;
    return runsOutAtMs === undefined
      ? []
      : [
          verdict.alsoShort({
            limit: verdict.limit(windowLabel(other, words)),
            moment: usage.moment(moment(runsOutAtMs)),
          }),
        ];
  });
  return [...short, lastingText(lasting, words)].filter(Boolean).join(verdict.between);
}

function outText(context: Context, row: UsageRow): Sentences {
  const { view, words } = context;
  const { verdict } = words;
  const blocked = view.rows.filter(({ outlook }) => outlook.severity === 'blocked');
  const later = view.rows.filter(
    (other) => stillHolds(other) && !other.exhausted && !blocked.includes(other),
  );
  const extra =
    view.wallet !== undefined && canSpend(view.wallet)
      ? [verdict.extraUsage(balanceText(view.wallet, words, { plain: false }))]
      : [];
  const limit = verdict.limit(windowLabel(row, words));
  const usedUp =
    blocked.length === 0
      ? verdict.isUsedUp(limit)
      : verdict.isUsedUpFor({ limit, nouns: blocked.map((other) => windowNoun(other, words)) });
  const left = later.length === 0 ? [] : [verdict.leftForLater(leftsOf(later, words))];
  const rest = [...left, ...extra, ...(view.fetched?.stale === true ? [staleText(context)] : [])];
  return {
    first: backText(context),
    second: [usedUp, ...rest].join(verdict.between),
    // The meters show which one is used up.
    brief: blocked.length > 0 ? usedUp : (left[0] ?? usedUp),
  };
}

function backText({ view, words, nowMs, moment }: Context): string {
  const { usage, verdict } = words;
  const { backAt } = view.verdict;
  if (backAt === undefined) return verdict.usedUpUnknown;
  if (backAt - nowMs < 1000) return verdict.usedUpNow;
  return verdict.usedUpUntil({
    at: usage.atMoment(moment(backAt)),
    span: formatCountdown(backAt - nowMs, words),
  });
}

function runsOutProbability({ outlook }: UsageRow): number {
  return outlook.forecast?.runsOutProbability ?? 0;
}

function usedAtReset({ outlook, usedPercent }: UsageRow): number {
  return outlook.forecast?.usedAtResetPercent.p50 ?? usedPercent;
}
