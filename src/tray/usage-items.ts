import { kimiTime } from '../domain/clock-offset.ts';
import type { Messages } from '../present/messages/en.ts';
import { clockText } from '../present/usage-facts.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';
import { cornerWord } from '../present/verdict/outlook-text.ts';
import { verdictText } from '../present/verdict/verdict-text.ts';
import { walletPhrases } from '../present/wallet-text.ts';
import { resetText } from '../present/words/resets.ts';
import { formatShare } from '../present/words/shares.ts';
import { formatAge, formatMoment } from '../present/words/time.ts';
import { windowLabel } from '../present/words/windows.ts';
import type { MenuItem } from './tray-menu.ts';

const dot = ' · ';
const barCells = 10;

/** One account's part of the menu: the verdict, a row per window, extra usage with the age. */
export function usageItems(view: UsageView, messages: Messages): MenuItem[] {
  const { first, brief } = verdictText(view, messages);
  const about = aboutText(view, messages);
  return [
    item('verdict', withoutStop(first)),
    ...(brief === '' ? [] : [item('verdict-more', withoutStop(brief), true)]),
    ...(view.rows.length === 0 ? [] : [{ kind: 'separator', id: 'after-verdict' } as const]),
    ...view.rows.map((row) => item(`window-${row.id}`, rowText(row, view, messages))),
    ...(about === '' ? [] : [item('about', about, true)]),
  ];
}

function item(id: string, label: string, quiet = false): MenuItem {
  return { kind: 'text', id, label, quiet };
}

/** A menu's rows are no sentences. */
function withoutStop(text: string): string {
  return text.replace(/[.。]$/, '');
}

/**
 * `▰▰▰▱▱▱▱▱▱▱ 5-hour 31% · resets 17:17`: the bar first, since menus use proportional fonts and
 * bars are only comparable flush left.
 */
function rowText(row: UsageRow, view: UsageView, messages: Messages): string {
  const { meters } = view;
  const share = meters === 'left' ? row.leftPercent : row.usedPercent;
  const label = windowLabel(row, messages);
  if (!row.reliable) return `${'▱'.repeat(barCells)} ${label} ${messages.usage.unreadable}`;
  const percent = formatShare(share, meters);
  const words = meters === 'left' ? percent : messages.statusLine.used(percent);
  const tail = tailText(row, view, messages);
  return [`${barText(row.meter.fill)} ${label} ${words}`, tail]
    .filter((part) => part !== '')
    .join(dot);
}

/** When it resets, if that is near or matters; else that it lasts or waits. */
function tailText(row: UsageRow, view: UsageView, messages: Messages): string {
  const { usage } = messages;
  const { resets, outlook } = row;
  if (resets?.since === true) return resetText(resets, messages);
  const nowMs = kimiTime(view.fetched ?? {}, view.nowMs);
  const word = cornerWord(row, view.rows, messages);
  const isSaid = view.verdict.window === row.id;
  if (outlook.severity === 'blocked' && word !== undefined) return word;
  if (outlook.runsOutAtMs !== undefined && !isSaid)
    return usage.emptyAt(formatMoment(outlook.runsOutAtMs, nowMs, messages));
  if (outlook.state === 'lasts' && row.id !== 'session') return word ?? '';
  if (resets === undefined) return word ?? '';
  if (resets.inMs < 1000) return resetText(resets, messages);
  const moment = formatMoment(resets.atMs, nowMs, messages);
  return row.exhausted ? usage.backAt(moment) : usage.resetsAt(moment);
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

/** `Extra usage $100.00 left · 2m old`, the plan if there is no extra usage. */
function aboutText(view: UsageView, messages: Messages): string {
  const { account, fetched, wallet } = view;
  if (fetched === undefined) return account ?? '';
  const { label, off } = messages.usage.wallet;
  const extra =
    wallet === undefined
      ? undefined
      : [
          label,
          wallet.isDisabled ? off : walletPhrases(wallet, messages, { plain: false })[0],
        ].join(messages.verdict.between);
  return [
    account,
    extra ?? fetched.plan,
    formatAge(fetched.ageMs, messages),
    clockText(fetched.clockOffsetMs, messages),
  ]
    .filter((part) => part !== undefined)
    .join(dot);
}
