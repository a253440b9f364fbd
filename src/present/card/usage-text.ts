import { isLostCredential } from '../../domain/events/sign-in-events.ts';
import { cardHeader } from './card-header.ts';
import {
  asciiSymbols,
  lineWidth,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
  type Tone,
} from './card-line.ts';
import { cardRows } from './card-rows.ts';
import type { CardStyle, CardStyleOptions } from './card-style.ts';
import { failureWords } from '../failure-text.ts';
import type { UsageView } from '../usage-view.ts';
import { verdictText } from '../verdict/verdict-text.ts';
import { displayWidth, wrapText } from '../words/columns.ts';
import { formatLocalTime } from '../words/time.ts';
import { windowLabel } from '../words/windows.ts';

/** Narrower terminals show what fits into this. */
const minCardWidth = 10;

export type UsageTextOptions = CardStyleOptions & { readonly colour: Colour };

/**
 * The card: header, verdict, one row per window, extra usage. No line is wider than the terminal; no
 * newline at the end.
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
    ...(options.withoutHeader === true ? [] : cardHeader(view, bodyWidth, style)),
    ...verdictLines(view, style),
    ...wallLines(view, style),
  ];
  const tail = view.fetched === undefined ? failureLines(view, style) : body;
  const gap: CardLine[] = tail.length === 0 || view.fetched === undefined ? [] : [[]];
  const stale = view.fetched?.stale ?? false;
  return [
    paintLines(head, options.colour, false),
    paintLines([...gap, ...tail], options.colour, stale),
  ].join(tail.length === 0 ? '' : '\n');
}

/** The answer: on one line if what follows fits behind it, else below. */
function verdictLines(view: UsageView, style: CardStyle): CardLine[] {
  const { messages, timeZone, width } = style;
  const { first, second, brief } = verdictText(judgedView(view, style), messages, timeZone);
  // The reason begins with the same words.
  if (view.fetched === undefined && second.startsWith(first.slice(0, -1))) return [];
  const tone = toneOf(view);
  // The header says since when usage is stale, the rows what was left.
  if (view.verdict.state === 'unknown')
    return wrapText(first, width).map((text) => [{ text, tone }]);
  const { between } = messages.verdict;
  const fitting = [second, brief].find(
    (text) => text !== '' && displayWidth(first + between + text) <= width,
  );
  if (fitting !== undefined) return [[{ text: first, tone }, { text: `${between}${fitting}` }]];
  const below = [second, brief].find((text) => text !== '' && displayWidth(text) <= width);
  return [
    ...wrapText(first, width).map((text): CardLine => [{ text, tone }]),
    ...(below === undefined ? [] : [[{ text: below }]]),
  ];
}

/** Without the reason if that follows below; a lost sign-in is the answer itself. */
function judgedView(view: UsageView, { withoutReason }: CardStyle): UsageView {
  const { failure } = view;
  const isAnswer = failure !== undefined && isLostCredential(failure);
  return withoutReason === true && !isAnswer ? { ...view, failure: undefined } : view;
}

/** Which limit stopped the user, by the agent's own log. */
function wallLines(
  { wall, nowMs }: UsageView,
  { messages, timeZone, width }: CardStyle,
): CardLine[] {
  if (wall === undefined) return [];
  const time = formatLocalTime(wall.atMs, nowMs, timeZone, messages);
  const window = windowLabel({ id: wall.windowId }, messages);
  return wrapText(messages.usage.wall(time, window), width).map((text) => [
    { text, tone: 'quiet' },
  ]);
}

/** Emphasis for what needs attention; a calm answer needs none. */
function toneOf({ verdict, rows, fetched }: UsageView): Tone | undefined {
  if (verdict.state === 'out') return 'out';
  if (verdict.state === 'unknown') return fetched?.stale === true ? 'warning' : 'strong';
  const severity = rows.find(({ id }) => id === verdict.window)?.severity;
  return severity === 'busy' || severity === 'nearly-out' ? severity : undefined;
}

/** Without usage: what happened, unless the verdict says it, and what to do. */
function failureLines(view: UsageView, { messages, width }: CardStyle): CardLine[] {
  const { account, failure } = view;
  if (failure === undefined) return [];
  const { what, todo } = failureWords(failure, messages, account);
  return [what, todo ?? '']
    .filter((text) => text !== '')
    .flatMap((text) => wrapText(text, width).map((line): CardLine => [{ text: line }]));
}
