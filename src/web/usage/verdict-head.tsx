import type { UsageView } from '../../present/usage-view.ts';
import { verdictText } from '../../present/verdict/verdict-text.ts';
import { moment as momentText } from './card-lines.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { unbroken } from '../unbroken.tsx';
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
  const [before, at, after] = atMoment(
    first,
    atMs === undefined ? '' : momentText(atMs, view, words),
  );
  const severity = view.rows.find(({ id }) => id === view.verdict.window)?.severity;
  return (
    <div class={`verdict ${severity ?? state}`}>
      <Heading>
        {unbroken(before)}
        {at !== '' && <em>{at}</em>}
        {unbroken(after)}
      </Heading>
      {/* Without any usage, the notice below says the same and what to do. */}
      {second !== '' && view.fetched !== undefined && <p>{unbroken(second)}</p>}
      <Refusal view={view} />
    </div>
  );
}

/** Which limit stopped an agent, if its log says so. */
function Refusal({ view }: Pick<VerdictHeadFacts, 'view'>) {
  const { messages, page } = useWords();
  const row = view.rows.find(({ id }) => id === view.wall?.windowId);
  if (view.wall === undefined || row === undefined) return null;
  const at = formatLocalTime(view.wall.atMs, view.nowMs, undefined, messages);
  return <p>{page.refused({ at, window: windowLabel(row, messages) })}</p>;
}

/** The text before, of and after a moment; in a sentence `Tue 17:12` may be `Tue at 17:12`. */
function atMoment(text: string, moment: string): readonly [string, string, string] {
  const [first = '', last = ''] = [moment.split(' ')[0], moment.split(' ').at(-1)];
  const from = text.indexOf(first);
  const until = text.indexOf(last, from) + last.length;
  if (moment === '' || from < 0 || until < from + moment.length) return [text, '', ''];
  return [text.slice(0, from), text.slice(from, until), text.slice(until)];
}
