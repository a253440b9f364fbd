import { amountText, detailText } from './breakdown-words.ts';
import type { BreakdownBar, BreakdownBars } from './breakdown-bars.ts';
import { useWords } from '../words.ts';

export type BreakdownListFacts = BreakdownBars & {
  /** Opens a row; absent if there is nothing behind it. */
  readonly onOpen?: ((bar: BreakdownBar) => void) | undefined;
};

/** One row for each project, session or model, the rest together, and elsewhere like the others. */
export function BreakdownList({ bars, rest, elsewhere, onOpen }: BreakdownListFacts) {
  const { breakdown } = useWords().page;
  return (
    <ol class="wheres">
      {bars.map((bar) => (
        <Row
          key={bar.key}
          bar={bar}
          label={bar.label === '' ? breakdown.unnamed : bar.label}
          title={bar.key}
          onOpen={onOpen && (() => onOpen(bar))}
        />
      ))}
      {rest !== undefined && <Row bar={rest} label={breakdown.others(rest.count)} kind="rest" />}
      {elsewhere !== undefined && (
        <Row
          bar={elsewhere}
          label={breakdown.elsewhere}
          hint={breakdown.elsewhereHint}
          kind="elsewhere"
        />
      )}
    </ol>
  );
}

type RowFacts = {
  readonly bar: BreakdownBar;
  readonly label: string;
  readonly title?: string | undefined;
  /** What the row is. */
  readonly hint?: string | undefined;
  readonly kind?: 'rest' | 'elsewhere' | undefined;
  readonly onOpen?: (() => void) | undefined;
};

function Row({ bar, label, title, hint, kind, onOpen }: RowFacts) {
  const words = useWords();
  const name =
    onOpen === undefined ? (
      <span title={title}>{label}</span>
    ) : (
      <button type="button" title={title} onClick={onOpen}>
        {label}
      </button>
    );
  return (
    <li class={kind}>
      <div class="where">
        {name}
        <b>{amountText(bar, words)}</b>
      </div>
      <svg height="8" aria-hidden="true">
        <rect width="100%" height="8" rx="2" class="track" />
        <rect width={`${Math.max(0.5, bar.width * 100)}%`} height="8" rx="2" class="fill" />
      </svg>
      <p class="quiet">{detailText(bar, words, hint)}</p>
    </li>
  );
}
