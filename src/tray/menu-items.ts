import { languageChoices, sourceChoices } from '../domain/setting-choices.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageState } from '../domain/usage-state.ts';
import { formatCountdown } from '../present/words/time.ts';
import type { Messages } from '../present/messages/en.ts';
import type { UsageView } from '../present/usage-view.ts';
import type { MenuItem, TrayAction } from './tray-menu.ts';
import { accountsMenu } from './accounts-menu.ts';
import { usageItems } from './usage-items.ts';

export type MenuFacts = {
  readonly state: Pick<UsageState, 'enabled' | 'refreshing' | 'nextRefreshAtMs'>;
  /** One per account, the one that the icon shows first. */
  readonly views: readonly UsageView[];
  readonly settings: Pick<SettingsView, 'source' | 'language'>;
  /** The flag or variable that decides the language, if any. */
  readonly languageFixedBy?: string | undefined;
  /** Undefined if this system does not support it. */
  readonly startsAtLogin: boolean | undefined;
  /** False if no page can be opened. */
  readonly hasDashboard: boolean;
  readonly nowMs: number;
  readonly messages: Messages;
};

/** The whole menu, from the account's header to Quit. */
export function menuItems(facts: MenuFacts): MenuItem[] {
  const { settings, startsAtLogin, hasDashboard } = facts;
  const { tray } = facts.messages;
  return [
    ...accountItems(facts),
    { kind: 'separator', id: 'after-usage' },
    refreshItem(facts),
    ...(hasDashboard ? [action('dashboard', tray.openDashboard, { kind: 'open-dashboard' })] : []),
    { kind: 'separator', id: 'after-actions' },
    sourceMenu(settings.source, tray),
    languageItem(facts),
    ...(startsAtLogin === undefined ? [] : [loginItem(startsAtLogin, tray.startAtLogin)]),
    ...(hasDashboard ? [action('settings', tray.settings, { kind: 'open-settings' })] : []),
    { kind: 'separator', id: 'after-settings' },
    action('about', tray.about, { kind: 'about' }),
    action('quit', tray.quit, { kind: 'quit' }),
  ];
}

function accountItems(facts: MenuFacts): MenuItem[] {
  const { state, views, messages } = facts;
  if (!state.enabled)
    return [{ kind: 'text', id: 'disabled', label: messages.tray.disabled, quiet: true }];
  const [shown] = views;
  const updated = updatedText(shown, facts);
  return [
    ...(shown === undefined ? [] : usageItems(shown, '', messages)),
    ...(updated === ''
      ? []
      : [{ kind: 'text', id: 'updated', label: updated, quiet: true } as const]),
    ...(views.length > 1 ? [accountsMenu(views, messages)] : []),
  ];
}

/** `Updated 2m ago · next refresh in 3m`. */
function updatedText(view: UsageView | undefined, { state, nowMs, messages }: MenuFacts): string {
  const parts: string[] = [];
  if (view?.fetched !== undefined) {
    const minutes = Math.floor(view.fetched.ageMs / 60_000);
    const age = formatCountdown(minutes * 60_000, messages);
    parts.push(minutes < 1 ? messages.tray.updatedNow : messages.tray.updatedAgo(age));
  }
  const dueInMs = state.nextRefreshAtMs === undefined ? 0 : state.nextRefreshAtMs - nowMs;
  if (dueInMs >= 1000) parts.push(messages.usage.nextRefreshIn(formatCountdown(dueInMs, messages)));
  return parts.join(' · ');
}

function refreshItem({ state, messages: { tray } }: MenuFacts): MenuItem {
  return {
    kind: 'action',
    id: 'refresh',
    label: state.refreshing ? tray.refreshing : tray.refreshNow,
    action: { kind: 'refresh' },
    enabled: state.enabled && !state.refreshing,
  };
}

function sourceMenu(current: SettingsView['source'], tray: Messages['tray']): MenuItem {
  const items = sourceChoices.map((source): MenuItem => {
    const label = tray.sources[source];
    const chosen: TrayAction = { kind: 'set-source', source };
    return radio(`source-${source}`, label, { action: chosen, checked: source === current });
  });
  return { kind: 'submenu', id: 'source', label: tray.source, items };
}

/** A choice, unless a flag or variable decides the language. */
function languageItem({ settings, languageFixedBy, messages: { tray } }: MenuFacts): MenuItem {
  if (languageFixedBy !== undefined) {
    const label = tray.languageFixed(languageFixedBy);
    return { kind: 'text', id: 'language-fixed', label, quiet: true };
  }
  const items = languageChoices.map((language): MenuItem => {
    const label = tray.languages[language];
    const chosen: TrayAction = { kind: 'set-language', language };
    const checked = language === settings.language;
    return radio(`language-${language}`, label, { action: chosen, checked });
  });
  return { kind: 'submenu', id: 'language', label: tray.language, items };
}

function radio(
  id: string,
  label: string,
  choice: { readonly action: TrayAction; readonly checked: boolean },
): MenuItem {
  return { kind: 'choice', mark: 'radio', id, label, ...choice };
}

function action(id: string, label: string, trayAction: TrayAction): MenuItem {
  return { kind: 'action', id, label, action: trayAction, enabled: true };
}

function loginItem(on: boolean, label: string): MenuItem {
  return {
    kind: 'choice',
    id: 'start-at-login',
    label,
    action: { kind: 'start-at-login', on: !on },
    mark: 'check',
    checked: on,
  };
}
