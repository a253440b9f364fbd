import { languageChoices, sourceChoices } from '../domain/setting-choices.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageState } from '../domain/usage-state.ts';
import { formatCountdown } from '../present/words/countdown.ts';
import type { Messages } from '../present/messages/en.ts';
import type { UsageView } from '../present/usage-view.ts';
import type { MenuItem, TrayAction } from './tray-menu.ts';
import { usageItems } from './usage-items.ts';

export type MenuFacts = {
  readonly state: Pick<UsageState, 'enabled' | 'refreshing' | 'nextRefreshAtMs'>;
  /** One per account, the main account first. */
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
  const { tray } = facts.messages;
  const { settings, languageFixedBy, startsAtLogin, hasDashboard } = facts;
  const source = (choice: SettingsView['source']): MenuItem =>
    radio(`source-${choice}`, tray.sources[choice], settings.source === choice, {
      kind: 'set-source',
      source: choice,
    });
  const language = (choice: SettingsView['language']): MenuItem =>
    radio(`language-${choice}`, tray.languages[choice], settings.language === choice, {
      kind: 'set-language',
      language: choice,
    });
  return [
    ...accountItems(facts),
    { kind: 'separator', id: 'after-usage' },
    action(
      'refresh',
      facts.state.refreshing ? tray.refreshing : tray.refreshNow,
      { kind: 'refresh' },
      facts.state.enabled && !facts.state.refreshing,
    ),
    ...(hasDashboard ? [action('dashboard', tray.openDashboard, { kind: 'open-dashboard' })] : []),
    { kind: 'separator', id: 'after-actions' },
    { kind: 'submenu', id: 'source', label: tray.source, items: sourceChoices.map(source) },
    languageFixedBy === undefined
      ? {
          kind: 'submenu',
          id: 'language',
          label: tray.language,
          items: languageChoices.map(language),
        }
      : {
          kind: 'text',
          id: 'language-fixed',
          label: tray.languageFixed(languageFixedBy),
          quiet: true,
        },
    ...(startsAtLogin === undefined ? [] : [loginItem(startsAtLogin, tray.startAtLogin)]),
    ...(hasDashboard ? [action('settings', tray.settings, { kind: 'open-settings' })] : []),
    { kind: 'separator', id: 'after-settings' },
    action('about', tray.about, { kind: 'about' }),
    action('quit', tray.quit, { kind: 'quit' }),
  ];
}

function accountItems({ state, views, nowMs, messages }: MenuFacts): MenuItem[] {
  if (!state.enabled)
    return [{ kind: 'text', id: 'disabled', label: messages.tray.disabled, quiet: true }];
  const accounts = views.flatMap((view, index) => [
    ...(index === 0 ? [] : [{ kind: 'separator', id: `before-account-${index}` } as const]),
    ...usageItems(view, index === 0 ? '' : `account-${index}-`, messages),
  ]);
  const updated = updatedText(views[0], state, nowMs, messages);
  return updated === ''
    ? accounts
    : [...accounts, { kind: 'text', id: 'updated', label: updated, quiet: true }];
}

/** `Updated 2m ago · next refresh in 3m`. */
function updatedText(
  view: UsageView | undefined,
  { nextRefreshAtMs }: MenuFacts['state'],
  nowMs: number,
  messages: Messages,
): string {
  const ageMinutes =
    view?.reading === undefined ? undefined : Math.floor(view.reading.ageMs / 60_000);
  const updated =
    ageMinutes === undefined
      ? []
      : [
          ageMinutes < 1
            ? messages.tray.updatedNow
            : messages.tray.updatedAgo(formatCountdown(ageMinutes * 60_000, messages)),
        ];
  const dueInMs = nextRefreshAtMs === undefined ? undefined : nextRefreshAtMs - nowMs;
  const next =
    dueInMs === undefined || dueInMs < 1000
      ? []
      : [messages.usage.nextRefreshIn(formatCountdown(dueInMs, messages))];
  return [...updated, ...next].join(' · ');
}

function action(id: string, label: string, trayAction: TrayAction, enabled = true): MenuItem {
  return { kind: 'action', id, label, action: trayAction, enabled };
}

function radio(id: string, label: string, checked: boolean, trayAction: TrayAction): MenuItem {
  return { kind: 'choice', id, label, action: trayAction, mark: 'radio', checked };
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
