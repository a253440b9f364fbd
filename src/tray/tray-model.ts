import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Messages } from '../present/messages/en.ts';
import { formatLocalTime } from '../present/local-time.ts';
import { percentNumber } from '../present/percent-text.ts';
import { shortResetText } from '../present/reset-text.ts';
import { usageView, type UsageRow, type UsageView } from '../present/usage-view.ts';
import { windowLabel } from '../present/window-label.ts';
import { menuItems } from './menu-items.ts';
import { blankIcon, meterIcon, type MeterIcon } from './meter-icon.ts';
import type { MenuItem } from './tray-menu.ts';
import { percentText } from './usage-items.ts';

/** What stands beside the icon where the platform has room for a text. */
export type TitleChoice = 'icon' | 'percent' | 'countdown';

/** All that a tray shows, whole each time. */
export type TrayModel = {
  readonly icon: MeterIcon;
  /** Lines for a pointer that rests on the icon: what it is, then a line per window. */
  readonly tooltip: readonly string[];
  /** Empty where only the icon is wanted. */
  readonly title: string;
  readonly menu: readonly MenuItem[];
};

export type TrayFacts = {
  readonly state: UsageState;
  readonly settings: Pick<SettingsView, 'source' | 'language' | 'meters'>;
  readonly title: TitleChoice;
  /** Undefined where this system has no place for it. */
  readonly startsAtLogin: boolean | undefined;
  readonly hasDashboard: boolean;
  readonly nowMs: number;
  /** IANA name; the system's where absent. */
  readonly timeZone?: string;
  readonly messages: Messages;
};

/** The tray at a moment. Icon, tooltip and title speak of the main account, the menu of all. */
export function trayModel(facts: TrayFacts): TrayModel {
  const { state, settings, messages, nowMs } = facts;
  const views = state.accounts.map(({ account, outcome }) => accountView(outcome, account, facts));
  const main = state.enabled ? views[0] : undefined;
  return {
    icon: main === undefined ? blankIcon : meterIcon(main),
    tooltip:
      main === undefined
        ? [messages.usage.product, ...(state.enabled ? [] : [messages.tray.disabled])]
        : tooltipLines(main, messages, facts.timeZone),
    title: main === undefined ? '' : titleText(main, facts.title, messages),
    menu: menuItems({ ...facts, state, views: state.enabled ? views : [], settings, nowMs }),
  };
}

/** Until the first answer an account is a name alone. */
function accountView(
  outcome: UsageState['accounts'][number]['outcome'],
  account: string | undefined,
  { nowMs, settings, state }: TrayFacts,
): UsageView {
  const named = {
    nowMs,
    meters: settings.meters,
    ...(account === undefined ? {} : { account }),
    ...(state.nextRefreshAtMs === undefined ? {} : { nextRefreshAtMs: state.nextRefreshAtMs }),
  };
  return outcome === undefined ? { ...named, rows: [] } : usageView(outcome, named);
}

/** Moments, not spans: panels keep a tooltip until the next reading. */
function tooltipLines({ rows, reading, meters, failure, nowMs }: UsageView, messages: Messages, timeZone: string | undefined): string[] {
  const head = [messages.usage.product, reading?.plan, reading?.stale === true ? messages.usage.stale : undefined];
  const lines = rows.map((row) => {
    const at = row.resets === undefined || row.resets.inMs === 0 ? undefined : formatLocalTime(row.resets.atMs, nowMs, timeZone, messages);
    const share = `${windowLabel(row, messages)}  ${percentText(row, meters, messages)}`;
    return at === undefined ? share : `${share} · ${messages.tray.resetsAt(at)}`;
  });
  const trouble = rows.length === 0 && failure !== undefined ? [messages.failures.brief[failure.kind](undefined)] : [];
  return [head.filter((part) => part !== undefined).join(' · '), ...lines, ...trouble];
}

/** The window that will stop the person first: the least left, and of equals the one that takes longer to come back. */
function tightest(rows: readonly UsageRow[]): UsageRow | undefined {
  const known = rows.filter(({ reliable, resets }) => reliable && resets?.since !== true);
  return known.toSorted((a, b) => a.leftPercent - b.leftPercent || (b.resets?.atMs ?? 0) - (a.resets?.atMs ?? 0))[0];
}

function titleText({ rows, meters }: UsageView, choice: TitleChoice, messages: Messages): string {
  const row = choice === 'icon' ? undefined : tightest(rows);
  if (row === undefined) return '';
  if (choice === 'countdown') return shortResetText(row.resets, messages);
  return `${percentNumber(meters === 'left' ? row.leftPercent : row.usedPercent)}%`;
}
