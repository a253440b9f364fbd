import type { SettingsView } from '../domain/settings-view.ts';
import type { TrayLook } from '../domain/tray-look.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Messages } from '../present/messages/en.ts';
import { formatShare, shareWords } from '../present/words/shares.ts';
import { resetText, shortResetText } from '../present/words/resets.ts';
import { tightestRow } from '../present/tightest-row.ts';
import { usageView, type UsageRow, type UsageView } from '../present/usage-view.ts';
import { verdictText } from '../present/verdict/verdict-text.ts';
import { formatMoment } from '../present/words/time.ts';
import { windowLabel } from '../present/words/windows.ts';
import { menuItems } from './menu-items.ts';
import { blankIcon, meterIcon, type MeterIcon } from './meter-icon.ts';
import type { MenuItem } from './tray-menu.ts';

/** The settings that the tray uses. */
export type TraySettings = Pick<SettingsView, 'language' | 'meters' | 'tray'>;

/** Everything that a tray shows at one moment. */
export type TrayModel = {
  readonly icon: MeterIcon;
  readonly look: Pick<TrayLook, 'panel' | 'colour'>;
  /** The verdict, then one line per window. */
  readonly tooltip: readonly string[];
  /** The text next to the icon; may be empty. */
  readonly title: string;
  readonly menu: readonly MenuItem[];
};

export type TrayFacts = {
  readonly state: UsageState;
  readonly settings: Pick<TraySettings, 'meters'>;
  readonly look: TrayLook;
  readonly hasDashboard: boolean;
  readonly nowMs: number;
  readonly messages: Messages;
};

/** Icon, tooltip and title show the first account, the menu has all. */
export function trayModel(facts: TrayFacts): TrayModel {
  const { state, messages } = facts;
  const views = state.accounts.map(({ account, outcome }) => accountView(outcome, account, facts));
  const main = state.enabled ? views[0] : undefined;
  return {
    icon: main === undefined ? blankIcon : meterIcon(main),
    look: facts.look,
    tooltip:
      main === undefined
        ? [messages.usage.product, ...(state.enabled ? [] : [messages.tray.disabled])]
        : tooltipLines(main, messages),
    title: main === undefined ? '' : titleText(main, facts.look.title, messages),
    menu: menuItems({ ...facts, views: state.enabled ? views : [] }),
  };
}

/** Before its first response an account has only a name. */
function accountView(
  outcome: UsageState['accounts'][number]['outcome'],
  account: string | undefined,
  { nowMs, settings, state }: TrayFacts,
): UsageView {
  const facts = {
    nowMs,
    meters: settings.meters,
    account,
    nextRefreshAtMs: state.nextRefreshAtMs,
  };
  return outcome === undefined
    ? { ...facts, rows: [], verdict: { state: 'unknown' } }
    : usageView(outcome, facts);
}

/** Short, because Windows shows 127 characters. */
function tooltipLines(view: UsageView, messages: Messages): string[] {
  const { rows, meters } = view;
  const lines = rows.map((row) => {
    const share = `${windowLabel(row, messages)} ${shareWords(row, meters, messages)}`;
    return [share, tooltipReset(row.resets, messages)].filter((part) => part !== '').join(' · ');
  });
  return [verdictText(view, messages).first, ...lines];
}

/** A time of day, because panels keep a tooltip until the next update. */
function tooltipReset(resets: UsageRow['resets'], messages: Messages): string {
  if (resets === undefined || resets.since || resets.inMs === 0) return resetText(resets, messages);
  const nowMs = resets.atMs - resets.inMs;
  return messages.usage.resetsAt(formatMoment(resets.atMs, nowMs, messages));
}

function titleText(
  { rows, meters }: UsageView,
  choice: TrayLook['title'],
  messages: Messages,
): string {
  const row = choice === 'icon' ? undefined : tightestRow(rows);
  if (row === undefined) return '';
  if (choice === 'countdown') return shortResetText(row.resets, messages);
  return formatShare(meters === 'left' ? row.leftPercent : row.usedPercent, meters);
}
