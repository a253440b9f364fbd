import { totalTokens, type Breakdown } from '../../domain/breakdown.ts';
import type { Wall } from '../../domain/token-use.ts';
import {
  asciiSymbols,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
} from '../card/card-line.ts';
import type { Messages } from '../messages/en.ts';
import { cleanName, cleanText } from '../words/clean-text.ts';
import { fittingPhrases, wrapText } from '../words/columns.ts';
import { formatLocalTime } from '../words/time.ts';
import { formatPoints } from '../words/shares.ts';
import { formatTokens } from '../words/tokens.ts';
import { windowLabel } from '../words/windows.ts';
import { breakdownTable, type TableStyle } from './breakdown-table.ts';

export type BreakdownTextOptions = {
  /** Columns of the terminal; below 40 it is drawn as for 40. */
  readonly width: number;
  readonly colour: Colour;
  readonly unicode: boolean;
  readonly messages: Messages;
  readonly timeZone?: string | undefined;
};

const minWidth = 40;
/** The latest walls; the JSON has all. */
const shownWalls = 3;

/** The breakdown as a table with a few sentences. No line is wider than the terminal. */
export function breakdownText(breakdown: Breakdown, options: BreakdownTextOptions): string {
  const { messages, colour, unicode, timeZone } = options;
  const width = Math.max(minWidth, options.width);
  const symbols = unicode ? unicodeSymbols : asciiSymbols;
  const style: TableStyle = { width, symbols, messages, timeZone };
  const isEmpty = breakdown.rows.length === 0 && breakdown.otherProviders.length === 0;
  const blocks = [
    [heading(breakdown, style)],
    isEmpty ? lines([messages.breakdown.none], width) : breakdownTable(breakdown, style),
    lines(sentences(breakdown, style), width),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => paintLines(block, colour, false))
    .join('\n\n');
}

function heading(
  breakdown: Breakdown,
  { width, symbols, messages, timeZone }: TableStyle,
): CardLine {
  const { account, sinceMs, untilMs } = breakdown;
  const since = messages.history.since(formatLocalTime(sinceMs, untilMs, timeZone, messages));
  const { product } = messages.usage;
  const facts = [product, cleanName(account), messages.breakdown.title, since];
  const phrases = facts.filter((fact) => fact !== undefined);
  const text = fittingPhrases(phrases, width, symbols.dot).join(symbols.dot);
  return [{ text: product, tone: 'mark' }, { text: text.slice(product.length) }];
}

function lines(texts: readonly string[], width: number): CardLine[] {
  return texts.flatMap((text) => wrapText(text, width)).map((text) => [{ text, tone: 'quiet' }]);
}

function sentences(breakdown: Breakdown, style: TableStyle): readonly string[] {
  const { breakdown: words } = style.messages;
  const { rows, logs, otherProviders, logsShared = false } = breakdown;
  const unreadable = logs.reduce((sum, log) => sum + log.unreadableLines, 0);
  return [
    ...(rows.length === 0 ? [] : pointSentences(breakdown, style)),
    ...otherProviderSentence(breakdown, words),
    ...breakdown.walls.slice(-shownWalls).map((wall) => wallSentence(wall, breakdown, style)),
    ...(unreadable > 0 ? [words.unreadable(unreadable)] : []),
    ...(logsShared && rows.length + otherProviders.length > 0 ? [words.logsShared] : []),
  ];
}

function pointSentences(breakdown: Breakdown, { messages }: TableStyle): readonly string[] {
  const { breakdown: words } = messages;
  const { quota, windowId, pointPrice } = breakdown;
  if (quota === undefined || windowId === undefined) return [words.noPoints];
  const window = windowLabel({ id: windowId }, messages);
  const price = pointPrice.findLast((one) => one.windowId === windowId && one.model === undefined);
  return [
    words.explained({
      used: formatPoints(quota.usedPoints),
      explained: formatPoints(quota.explainedPoints),
      window,
    }),
    ...(quota.coverage < 0.95 ? [words.coverage(`${Math.round(quota.coverage * 100)}%`)] : []),
    ...(price === undefined
      ? []
      : [words.price({ tokens: formatTokens(price.tokensPerPoint), window })]),
  ];
}

function otherProviderSentence(
  { otherProviders }: Breakdown,
  words: Messages['breakdown'],
): readonly string[] {
  if (otherProviders.length === 0) return [];
  const list = otherProviders.map(({ provider, tokens }) => {
    const name = provider === 'unknown' ? words.unknownProvider : cleanText(provider);
    return words.tokensOf(name, formatTokens(totalTokens(tokens)));
  });
  return [words.otherProviders(list)];
}

function wallSentence({ at, window }: Wall, { untilMs }: Breakdown, style: TableStyle): string {
  const { messages, timeZone } = style;
  const time = formatLocalTime(at, untilMs, timeZone, messages);
  const label = window === undefined ? undefined : windowLabel({ id: window }, messages);
  return messages.usage.wall(time, label);
}
