import { isLostCredential } from '../domain/events/sign-in-events.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Messages } from '../present/messages/en.ts';
import type { UsageView } from '../present/usage-view.ts';
import { accountsMenu } from './accounts-menu.ts';
import type { MenuItem, TrayAction } from './tray-menu.ts';
import { usageItems } from './usage-items.ts';

export type MenuFacts = {
  readonly state: Pick<UsageState, 'enabled' | 'refreshing'>;
  /** One per account, the one that the icon shows first. */
  readonly views: readonly UsageView[];
  /** False if no page can be opened. */
  readonly hasDashboard: boolean;
  readonly messages: Messages;
};

/** The whole menu, from the verdict to Quit. */
export function menuItems(facts: MenuFacts): MenuItem[] {
  const { hasDashboard, views } = facts;
  const { tray } = facts.messages;
  const failure = views[0]?.failure;
  const isLost = failure !== undefined && isLostCredential(failure);
  return [
    ...usagePart(facts),
    { kind: 'separator', id: 'after-usage' },
    ...(hasDashboard ? [action('dashboard', tray.openDashboard, { kind: 'open-dashboard' })] : []),
    refreshItem(facts),
    ...(hasDashboard && isLost
      ? [action('fix-sign-in', tray.fixSignIn, { kind: 'open-settings' })]
      : []),
    { kind: 'separator', id: 'after-actions' },
    ...(hasDashboard ? [action('settings', tray.settings, { kind: 'open-settings' })] : []),
    action('quit', tray.quit, { kind: 'quit' }),
  ];
}

function usagePart({ state, views, messages }: MenuFacts): MenuItem[] {
  if (!state.enabled)
    return [{ kind: 'text', id: 'disabled', label: messages.tray.disabled, quiet: true }];
  const [shown] = views;
  return [
    ...(shown === undefined ? [] : usageItems(shown, messages)),
    ...(views.length > 1 ? [accountsMenu(views, messages)] : []),
  ];
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

function action(id: string, label: string, trayAction: TrayAction): MenuItem {
  return { kind: 'action', id, label, action: trayAction, enabled: true };
}
