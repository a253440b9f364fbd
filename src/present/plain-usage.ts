import { failureWords } from './failure-text.ts';
import type { CoreMessages } from './messages/en/core.ts';
import { usageFacts } from './usage-facts.ts';
import type { UsageRow, UsageView } from './usage-view.ts';
import { cornerWord } from './verdict/outlook-text.ts';
import { verdictText } from './verdict/verdict-text.ts';
import { walletPhrases } from './wallet-text.ts';
import { resetText } from './words/resets.ts';
import { formatCount, pacePhrases, shareNumber, shareWords } from './words/shares.ts';
import { windowLabel } from './words/windows.ts';

type Style = { readonly messages: CoreMessages; readonly timeZone?: string | undefined };

/**
 * Usage without meters and columns, for screen readers and logs: the verdict, then one sentence a
 * line for each window. `timeZone` is an IANA name; undefined means the system's.
 */
export function plainUsage(view: UsageView, { messages, timeZone }: Style): string {
  const { product, plain, wallet: walletWords } = messages.usage;
  const { account, fetched, failure, wallet } = view;
  if (fetched === undefined) {
    const { what = product, todo } = failure ? failureWords(failure, messages, account) : {};
    return [what, todo].filter(Boolean).join('\n');
  }
  const title = [product, account, fetched.plan].filter((name) => name !== undefined);
  const extra = wallet && walletPhrases(wallet, messages, { plain: true });
  return [
    plain.sentence(title.join(plain.comma), usageFacts(view, messages)),
    verdictText(view, messages, timeZone).whole,
    ...view.rows.map((row) =>
      plain.sentence(windowLabel(row, messages), factsOf(row, view, messages)),
    ),
    ...(extra === undefined ? [] : [plain.sentence(walletWords.label, extra)]),
  ].join('\n');
}

function factsOf(
  row: UsageRow,
  { meters, rows }: UsageView,
  messages: CoreMessages,
): readonly string[] {
  const { usage } = messages;
  const share = shareWords(row, meters, messages);
  const { counts, split } = row;
  const count = counts && formatCount(meters === 'left' ? counts.left : counts.used);
  const shares = split && {
    code: shareNumber(split.codePercent, 'used'),
    other: shareNumber(split.otherPercent, 'used'),
  };
  return [
    counts === undefined
      ? share
      : usage.plain.withCounts(share, `${count}${usage.countsOf}${formatCount(counts.limit)}`),
    resetText(row.resets, messages),
    paceText(row, messages),
    row.reliable ? cornerWord(row, rows, messages) : undefined,
    shares && usage.split(shares),
  ].filter((fact): fact is string => fact !== undefined && fact !== '');
}

/** Without its own outlook: the forecast knows better. */
function paceText({ pace }: UsageRow, messages: CoreMessages): string | undefined {
  if (pace === undefined) return undefined;
  return pace.stage === 'onTrack' ? messages.usage.pace.onPace : pacePhrases(pace, messages)[0];
}
