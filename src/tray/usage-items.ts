import { formatAge } from '../present/words/time.ts';
import { briefFailure, failureWords } from '../present/failure-text.ts';
import type { Messages } from '../present/messages/en.ts';
import { clockText } from '../present/usage-facts.ts';
import { walletPhrases } from '../present/wallet-text.ts';
import { pacePhrases, shareNumber, shareWords } from '../present/words/shares.ts';
import { resetText } from '../present/words/resets.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';
import { windowLabel } from '../present/words/windows.ts';
import type { MenuItem } from './tray-menu.ts';

const dot = ' · ';
/** Indents details below their row; menus drop ordinary spaces at the start of a label. */
const indent = '\u2003';
const barCells = 10;

/** One account's part of the menu: header, failure, a row per window with its pace, extra usage. Ids begin with `prefix`. */
export function usageItems(view: UsageView, prefix: string, messages: Messages): MenuItem[] {
  const item = (id: string, label: string, quiet: boolean): MenuItem => ({
    kind: 'text',
    id: `${prefix}${id}`,
    label,
    quiet,
  });
  const clock = clockText(view.fetched?.clockOffsetMs, messages);
  return [
    item('header', headerText(view, messages), false),
    ...(clock === undefined ? [] : [item('clock', clock, true)]),
    ...failureTexts(view, messages).map((text, index) => item(`failure-${index}`, text, true)),
    ...view.rows.flatMap((row) => [
      item(`window-${row.id}`, rowText(row, view.meters, messages), false),
      ...detailTexts(row, messages).map((text, index) =>
        item(`detail-${index}-${row.id}`, `${indent}${text}`, true),
      ),
    ]),
    ...(view.wallet === undefined
      ? []
      : [item('wallet', walletText(view.wallet, messages), false)]),
  ];
}

/** `Kimi Code · Allegretto · API key`. */
function headerText({ account, fetched }: UsageView, messages: Messages): string {
  const source = fetched === undefined ? undefined : messages.sources.names[fetched.source];
  return [messages.usage.product, account, fetched?.plan, source, fetched?.sourceDetail]
    .filter((part) => part !== undefined)
    .join(dot);
}

/** `5-hour  ▰▰▰▱▱▱▱▱▱▱  31% left · resets in 2h 5m`; bar and time are omitted if unknown. */
function rowText(row: UsageRow, meters: UsageView['meters'], messages: Messages): string {
  const resets = resetText(row.resets, messages);
  const share = shareWords(row, meters, messages);
  const tail = resets === '' ? share : `${share}${dot}${resets}`;
  return [
    windowLabel(row, messages),
    ...(row.reliable ? [barText(row.meter.fill)] : []),
    tail,
  ].join('  ');
}

/** Whole cells only, since menus use proportional fonts. Only a full meter looks full. */
function barText(fill: number): string {
  const cells =
    fill <= 0
      ? 0
      : fill >= 1
        ? barCells
        : Math.min(barCells - 1, Math.max(1, Math.round(fill * barCells)));
  return '▰'.repeat(cells) + '▱'.repeat(barCells - cells);
}

/** The pace, and the two shares of the monthly pool. */
function detailTexts({ pace, split }: UsageRow, messages: Messages): string[] {
  const texts = pace === undefined ? [] : [pacePhrases(pace, messages).join(dot)];
  if (split === undefined || split.codePercent + split.otherPercent === 0) return texts;
  const shares = messages.usage.split({
    code: shareNumber(split.codePercent, 'used'),
    other: shareNumber(split.otherPercent, 'used'),
  });
  return [...texts, shares];
}

function walletText(wallet: NonNullable<UsageView['wallet']>, messages: Messages): string {
  const [balance] = walletPhrases(wallet, messages, { plain: false });
  const { label, off } = messages.usage.wallet;
  return `${label}  ${balance}${wallet.isDisabled ? `${dot}${off}` : ''}`;
}

/** What happened and what to do; a few words if stale usage is shown as well. */
function failureTexts({ account, fetched, failure }: UsageView, messages: Messages): string[] {
  if (failure === undefined) return [];
  const { what, todo } = failureWords(failure, messages, account);
  const why =
    fetched === undefined
      ? what
      : [
          messages.usage.stale,
          formatAge(fetched.ageMs, messages),
          briefFailure(failure, messages),
        ].join(dot);
  return todo === undefined ? [why] : [why, todo];
}
