import type { SettingsView } from '../domain/settings-view.ts';
import type { TrayLook } from '../domain/tray-look.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Messages } from '../present/messages/en.ts';
import { formatShare, shareWords } from '../present/words/shares.ts';
import { resetText, shortResetText } from '../present/words/resets.ts';
import { tightestRow } from '../present/tightest-row.ts';
import { usageView, type UsageRow, type UsageView } from '../present/usage-view.ts';
import { windowLabel } from '../present/words/windows.ts';
import { menuItems } from './menu-items.ts';
import { blankIcon, meterIcon, type MeterIcon } from './meter-icon.ts';
import type { MenuItem } from './tray-menu.ts';

const dayMs = 86_400_000;

/** The settings that the tray uses. */
export type TraySettings = Pick<
  SettingsView,
  'source' | 'language' | 'languageFixedBy' | 'meters' | 'tray'
>;

/** Everything that a tray shows at one moment. */
export type TrayModel = {
  readonly icon: MeterIcon;
  readonly look: Pick<TrayLook, 'panel' | 'colour'>;
  /** The product's name, then one line per window. */
  readonly tooltip: readonly string[];
  /** The text next to the icon; may be empty. */
  readonly title: string;
  readonly menu: readonly MenuItem[];
};

export type TrayFacts = {
  readonly state: UsageState;
  readonly settings: Pick<TraySettings, 'source' | 'language' | 'meters'>;
  readonly look: TrayLook;
  /** The flag or variable that decides the language, if any. */
  readonly languageFixedBy?: string | undefined;
  /** Undefined if this system does not support it. */
  readonly startsAtLogin: boolean | undefined;
  readonly hasDashboard: boolean;
  readonly nowMs: number;
  readonly messages: Messages;
};

/** Icon, tooltip and title show the first account, the menu has all. */
export function trayModel(facts: TrayFacts): TrayModel {
  const { state, settings, messages, nowMs } = facts;
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
    menu: menuItems({ ...facts, state, views: state.enabled ? views : [], settings, nowMs }),
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

function tooltipLines({ rows, fetched, meters, failure }: UsageView, messages: Messages): string[] {
  const head = [
    messages.usage.product,
    fetched?.plan,
    fetched?.stale === true ? messages.usage.stale : undefined,
  ];
  const lines = rows.map((row) => {
    const parts = [
      `${windowLabel(row, messages)}  ${shareWords(row, meters, messages)}`,
      tooltipReset(row.resets, messages),
    ];
    return parts.filter((part) => part !== '').join(' · ');
  });
  const trouble =
    rows.length === 0 && failure !== undefined
      ? [messages.failures.brief[failure.kind](undefined)]
      : [];
  return [head.filter((part) => part !== undefined).join(' · '), ...lines, ...trouble];
}

/**
 * A time of day, because panels keep a tooltip until the next update and a countdown would soon be
 * wrong. Without `Intl`, whose data would take a sixth of this program's memory.
 */
function tooltipReset(resets: UsageRow['resets'], messages: Messages): string {
  if (resets === undefined || resets.since || resets.inMs === 0 || resets.inMs > dayMs)
    return resetText(resets, messages);
  const at = new Date(resets.atMs);
  return messages.tray.resetsAt(
    [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':'),
  );
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
