import { lineWidth, type CardLine, type Span } from './card-line.ts';
import { formatCountdown } from '../words/time.ts';
import { cutToWidth, displayWidth, flowPhrases } from '../words/columns.ts';
import type { CardStyle } from './card-style.ts';
import { usageFacts } from '../usage-facts.ts';
import type { UsageView } from '../usage-view.ts';

/**
 * The card's header: account and plan on the left, source and age on the right, or below if narrow.
 */
export function cardHeader(view: UsageView, bodyWidth: number, style: CardStyle): CardLine[] {
  const title = titleLine(view, style);
  const facts =
    view.fetched === undefined
      ? []
      : [
          ...usageFacts(
            isReasonSaid(view, style) ? { ...view, failure: undefined } : view,
            style.messages,
          ),
          ...refreshFacts(view, style),
        ];
  const tone = view.fetched?.stale ? 'warning' : 'quiet';
  const whole = facts.join(style.symbols.dot);
  const gap =
    Math.min(style.width, Math.max(bodyWidth, lineWidth(title) + 3 + displayWidth(whole))) -
    lineWidth(title) -
    displayWidth(whole);
  if (facts.length > 0 && gap >= 3)
    return [[...title, { text: ' '.repeat(gap) }, { text: whole, tone }]];
  return [title, ...flow(facts, style).map((text): CardLine => [{ text, tone }])];
}

/** Why usage is stale is said below the card, or by the verdict. */
function isReasonSaid({ verdict }: UsageView, { withoutReason }: CardStyle): boolean {
  return withoutReason === true || verdict.state === 'unknown';
}

function titleLine(
  { account, fetched }: UsageView,
  { messages, symbols, width }: CardStyle,
): CardLine {
  const product: Span = {
    text: cutToWidth(messages.usage.product, width, symbols.ellipsis),
    tone: 'mark',
  };
  const names = [account, fetched?.plan].filter((name) => name !== undefined);
  if (names.length === 0) return [product];
  const text = names.map((name) => `${symbols.dot}${name}`).join('');
  return [
    product,
    { text: cutToWidth(text, width - displayWidth(product.text), symbols.ellipsis) },
  ];
}

/** Empty if the refresh is due, because it is then running. */
function refreshFacts({ nextRefreshAtMs, nowMs }: UsageView, { messages }: CardStyle): string[] {
  if (nextRefreshAtMs === undefined || nextRefreshAtMs - nowMs < 1000) return [];
  return [messages.usage.nextRefreshIn(formatCountdown(nextRefreshAtMs - nowMs, messages))];
}

/** As many facts on a line as fit. A time that is too long for a line is left out. */
function flow(facts: readonly string[], { symbols, width }: CardStyle): readonly string[] {
  const fitting = facts
    .filter((fact) => displayWidth(fact) <= width || !/\d/.test(fact))
    .map((fact) => cutToWidth(fact, width, symbols.ellipsis));
  return flowPhrases(fitting, width, symbols.dot);
}
