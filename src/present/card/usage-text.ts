import { cardHeader } from './card-header.ts';
import {
  asciiSymbols,
  lineWidth,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
} from './card-line.ts';
import { cardRows } from './card-rows.ts';
import type { CardStyle, CardStyleOptions } from './card-style.ts';
import { failureWords } from '../failure-text.ts';
import { backText } from '../words/resets.ts';
import { tightestRow } from '../tightest-row.ts';
import type { UsageView } from '../usage-view.ts';
import { formatLocalTime } from '../words/time.ts';
import { windowLabel } from '../words/windows.ts';
import { wrapText } from '../words/columns.ts';

/** Narrower terminals show what fits into this. */
const minCardWidth = 10;

export type UsageTextOptions = CardStyleOptions & { readonly colour: Colour };

/**
 * The card: header, exhausted quota, one row per window, extra usage. No line is wider than the
 * terminal; no newline at the end.
 */
export function usageText(view: UsageView, options: UsageTextOptions): string {
  const style: CardStyle = {
    ...options,
    width: Math.max(minCardWidth, options.width),
    symbols: options.unicode ? unicodeSymbols : asciiSymbols,
  };
  const body = cardRows(view, style);
  const bodyWidth = Math.max(0, ...body.map(lineWidth));
  const head = [
    ...cardHeader(view, bodyWidth, style),
    ...usedUpLines(view, style),
    ...wallLines(view, style),
  ];
  const tail = view.fetched === undefined ? failureLines(view, style) : body;
  const gap: CardLine[] = tail.length === 0 ? [] : [[]];
  const stale = view.fetched?.stale ?? false;
  return [
    paintLines(head, options.colour, false),
    paintLines([...gap, ...tail], options.colour, stale),
  ].join(tail.length === 0 ? '' : '\n');
}

/** The tightest window, if it is used up: Kimi Code does not work before its reset. */
function usedUpLines(
  { rows }: UsageView,
  { messages, symbols, timeZone, width }: CardStyle,
): CardLine[] {
  const tightest = tightestRow(rows);
  if (tightest?.exhausted !== true) return [];
  const { resets } = tightest;
  const what = messages.usage.usedUp(windowLabel(tightest, messages));
  const back = resets === undefined ? undefined : backText(resets, timeZone, messages);
  const whole = back === undefined ? what : `${what}${symbols.dot}${back}`;
  const lines =
    wrapText(whole, width).length === 1 || back === undefined
      ? wrapText(whole, width)
      : [what, back].flatMap((text) => wrapText(text, width));
  return lines.map((text) => [{ text, tone: 'out' }]);
}

/** Which limit stopped the user, by the agent's own log. */
function wallLines(
  { wall, nowMs }: UsageView,
  { messages, timeZone, width }: CardStyle,
): CardLine[] {
  if (wall === undefined) return [];
  const time = formatLocalTime(wall.atMs, nowMs, timeZone, messages);
  const window = windowLabel({ id: wall.windowId }, messages);
  return wrapText(messages.breakdown.wall(time, window), width).map((text) => [
    { text, tone: 'quiet' },
  ]);
}

/** Without usage: one sentence on what happened, one on what to do. */
function failureLines({ account, failure }: UsageView, { messages, width }: CardStyle): CardLine[] {
  if (failure === undefined) return [];
  const { what, todo } = failureWords(failure, messages, account);
  return [
    ...wrapText(what, width).map((text): CardLine => [{ text, tone: 'strong' }]),
    ...(todo === undefined ? [] : wrapText(todo, width).map((text): CardLine => [{ text }])),
  ];
}
