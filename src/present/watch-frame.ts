import type { HistorySeries } from '../domain/history.ts';
import { accountsOverview } from './accounts/accounts-overview.ts';
import { accountsTable } from './accounts/accounts-table.ts';
import {
  asciiSymbols,
  lineWidth,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
  type Span,
} from './card/card-line.ts';
import {
  cutToWidth,
  displayWidth,
  flowPhrases,
  hangingLines,
  padAfter,
  wrapText,
} from './words/columns.ts';
import { failureWords } from './failure-text.ts';
import { plotHistory } from './history/history-plot.ts';
import type { Messages } from './messages/en.ts';
import { sparkline } from './history/sparkline.ts';
import { formatTicking, tickingWords } from './words/time.ts';
import type { CardStyleOptions } from './card/card-style.ts';
import { usageText } from './card/usage-text.ts';
import type { UsageView } from './usage-view.ts';
import { windowLabel } from './words/windows.ts';

/** What to show now; `view` is absent until the first response. */
export type WatchFacts = {
  readonly nowMs: number;
  readonly view?: UsageView | undefined;
  /** All accounts in the order of the daemon, to show a table of them instead of `view`. */
  readonly accounts?: readonly UsageView[] | undefined;
  /** The last day of each window. */
  readonly series: readonly HistorySeries[];
  readonly refreshing: boolean;
  readonly nextRefreshAtMs?: number | undefined;
  /** The list of keys instead of the last day. */
  readonly showsKeys?: boolean | undefined;
};

export type WatchStyle = {
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
  readonly unicode: boolean;
  readonly messages: Messages;
  readonly timeZone?: string | undefined;
};

const dayMs = 86_400_000;
const maxSparklineWidth = 96;
const maxFootWidth = 110;
const minSparklineWidth = 8;
const minLabelWidth = 7;
const columnGap = '   ';

/**
 * The whole screen in lines that fit it. On a small screen, the least important parts are left out.
 */
export function watchFrame(facts: WatchFacts, style: WatchStyle): string[] {
  const margin = style.width >= 60 && style.height >= 16 ? 2 : 0;
  const inner = { ...style, width: style.width - 2 * margin };
  const foot = footLines(facts, { ...inner, width: Math.min(inner.width, maxFootWidth) });
  const room = style.height - foot.length;
  const top = margin > 0 ? [''] : [];
  const card = cardLines(facts, inner);
  const day = facts.showsKeys === true ? keyLines(inner) : dayLines(facts, inner);
  const reason = reasonLines(facts, inner);
  const advised = [...cardLines(facts, inner, { withoutReason: reason.length > 0 }), ...reason];
  const airy = [
    top.concat(advised, day.length > 0 ? ['', ...day] : []),
    advised.concat(day),
    advised,
    card,
  ].find((lines) => lines.length < room);
  const body = (airy ?? tightLines(card, facts, { ...inner, height: room })).slice(
    0,
    Math.max(0, room),
  );
  const gap = Array.from({ length: Math.max(0, room - body.length) }, () => '');
  return [...body, ...gap, ...foot]
    .slice(-style.height)
    .map((line) => (line === '' ? '' : ' '.repeat(margin) + line));
}

/** The card without blank lines, and without its header if the answer needs the room. */
function tightLines(card: readonly string[], facts: WatchFacts, style: WatchStyle): string[] {
  const tight = card.filter(Boolean);
  return tight.length <= style.height
    ? tight
    : cardLines(facts, style, { withoutHeader: true }).filter(Boolean);
}

function cardLines(
  { accounts, view }: WatchFacts,
  { width, colour, unicode, messages, timeZone }: WatchStyle,
  left: Pick<CardStyleOptions, 'withoutReason' | 'withoutHeader'> = {},
): string[] {
  const [first] = accounts ?? [];
  if (accounts !== undefined && first !== undefined) {
    const style = { width, colour, unicode, messages, timeZone, shown: first.account };
    return accountsTable(accountsOverview(accounts), style).split('\n');
  }
  if (view !== undefined)
    return usageText(view, {
      width,
      colour,
      unicode,
      messages,
      timeZone,
      ...left,
      countdown: tickingWords(messages),
    }).split('\n');
  return paintLines(
    [
      [{ text: messages.usage.product, tone: 'mark' }],
      [],
      [{ text: messages.watch.asking, tone: 'quiet' }],
    ],
    colour,
    false,
  ).split('\n');
}

/** With stale usage: what happened and what to do. */
function reasonLines({ view }: WatchFacts, { width, colour, messages }: WatchStyle): string[] {
  if (view?.failure === undefined || view.fetched === undefined) return [];
  const { what, todo = '' } = failureWords(view.failure, messages, view.account);
  const lines = [what, todo]
    .flatMap((text) => wrapText(text, Math.max(1, width)))
    .map((text): CardLine => [{ text, tone: 'warning' }]);
  return paintLines([[], ...lines], colour, false).split('\n');
}

/** Every key with its meaning, those that the last line names and the others. */
function keyLines({ width, colour, messages }: WatchStyle): string[] {
  const { keys, otherLanguage } = messages.watch;
  const rows = [
    ['r', keys.refreshNow],
    ['t', keys.changeColours],
    ['l', otherLanguage],
    ['?', keys.closeList],
    ['q, Esc, Ctrl-C', keys.quit],
    ['Ctrl-Z', keys.suspend],
  ] as const;
  const column = Math.max(...rows.map(([key]) => displayWidth(key)));
  const lines = rows.flatMap(([key, meaning]) =>
    hangingLines(`${padAfter(key, column)}   `, meaning, width),
  );
  return paintLines(
    lines.map((text): CardLine => [{ text, tone: 'quiet' }]),
    colour,
    false,
  ).split('\n');
}

/** A row for each window that has history. */
function dayLines(
  { view, series, nowMs }: WatchFacts,
  { width, colour, unicode, messages }: WatchStyle,
): string[] {
  const known = (view?.rows ?? []).flatMap((row) => {
    const found = series.find(({ windowId }) => windowId === row.id);
    return found === undefined || found.samples.length === 0
      ? []
      : [{ label: windowLabel(row, messages), found }];
  });
  if (known.length === 0) return [];
  const { ellipsis } = unicode ? unicodeSymbols : asciiSymbols;
  const label = Math.min(
    Math.max(minLabelWidth, ...known.map((one) => displayWidth(one.label))),
    Math.floor(width / 3),
  );
  const columns = Math.min(maxSparklineWidth, width - label - columnGap.length);
  if (columns < minSparklineWidth) return [];
  const rows = known.map(({ label: text, found }): CardLine => {
    const { left } = plotHistory(found, { sinceMs: nowMs - dayMs, untilMs: nowMs, columns });
    const name = padAfter(cutToWidth(text, label, ellipsis), label);
    return [{ text: `${name}${columnGap}` } as Span].concat(
      sparkline(left, { unicode, meters: view?.meters ?? 'left' }),
    );
  });
  return paintLines(
    [[{ text: messages.watch.lastDay, tone: 'quiet' }], ...rows],
    colour,
    false,
  ).split('\n');
}

/** The next refresh and the keys, on one line if they fit. */
function footLines(facts: WatchFacts, { width, colour, unicode, messages }: WatchStyle): string[] {
  const { dot } = unicode ? unicodeSymbols : asciiSymbols;
  const { keys, otherLanguage } = messages.watch;
  const status = statusText(facts, messages);
  const hints = [
    `r ${keys.refresh}`,
    `t ${keys.theme}`,
    `l ${otherLanguage}`,
    `? ${keys.help}`,
    `q ${keys.quit}`,
  ];
  const line: CardLine = [{ text: hints.join(dot), tone: 'quiet' }];
  const gap = width - displayWidth(status) - lineWidth(line);
  if (gap >= columnGap.length)
    return [paintLines([[{ text: status + ' '.repeat(gap) }, ...line]], colour, false)];
  const wrapped = flowPhrases(hints, width, dot).map((text): CardLine => [{ text, tone: 'quiet' }]);
  const shown = status === '' ? [] : wrapText(status, Math.max(1, width));
  return paintLines(
    [...shown.map((text): CardLine => [{ text }]), ...wrapped],
    colour,
    false,
  ).split('\n');
}

function statusText(
  { view, refreshing, nextRefreshAtMs, nowMs }: WatchFacts,
  messages: Messages,
): string {
  if (refreshing) return view === undefined ? '' : messages.watch.asking;
  return nextRefreshAtMs === undefined
    ? ''
    : messages.watch.nextRefreshIn(formatTicking(nextRefreshAtMs - nowMs, messages));
}
