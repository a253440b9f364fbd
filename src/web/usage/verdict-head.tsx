import type { UsageView } from '../../present/usage-view.ts';
import { verdictText } from '../../present/verdict/verdict-text.ts';
import { moment } from './card-lines.ts';
import { useWords } from '../words.ts';

export type VerdictHeadFacts = {
  readonly view: UsageView;
  readonly heading: 'h1' | 'h3';
};

/** The answer: can the user go on, until when, when is the quota back. The moment is underlined. */
export function VerdictHead({ view, heading: Heading }: VerdictHeadFacts) {
  const words = useWords();
  const { first, second } = verdictText(view, words.messages);
  const { state, until, backAt } = view.verdict;
  const atMs = state === 'short' ? until : state === 'out' ? backAt : undefined;
  const [before, at, after] = split(first, atMs === undefined ? '' : moment(atMs, view, words));
  const severity = view.rows.find(({ id }) => id === view.verdict.window)?.severity;
  return (
    <div class={`verdict ${severity ?? state}`}>
      <Heading>
        {before}
        {at !== '' && <em>{at}</em>}
        {after}
      </Heading>
      {second !== '' && <p>{second}</p>}
    </div>
  );
}

/** The text before, of and after a part of it; all of it before if the part is missing. */
function split(text: string, part: string): readonly [string, string, string] {
  const from = part === '' ? -1 : text.indexOf(part);
  return from < 0 ? [text, '', ''] : [text.slice(0, from), part, text.slice(from + part.length)];
}
