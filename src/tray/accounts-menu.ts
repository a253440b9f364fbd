import { accountName, accountOutlook } from '../present/accounts/account-outlook.ts';
import { accountsOverview } from '../present/accounts/accounts-overview.ts';
import type { Messages } from '../present/messages/en.ts';
import { tightestRow } from '../present/tightest-row.ts';
import type { UsageView } from '../present/usage-view.ts';
import { formatShare } from '../present/words/shares.ts';
import type { MenuItem } from './tray-menu.ts';

/**
 * All accounts, those in trouble first: `work  31%  empty 16:31, 46m short`. The first of `views` is
 * the one that the icon shows; a click shows another one.
 */
export function accountsMenu(views: readonly UsageView[], messages: Messages): MenuItem {
  const [shown] = views;
  const items = accountsOverview(views).views.map((view): MenuItem => {
    const { account } = view;
    return {
      kind: 'choice',
      id: account === undefined ? 'account-main' : `account-named-${account}`,
      label: labelOf(view, messages),
      action: { kind: 'show-account', account },
      checked: view === shown,
    };
  });
  return { kind: 'submenu', id: 'accounts', label: messages.tray.accounts, items };
}

function labelOf(view: UsageView, messages: Messages): string {
  const row = tightestRow(view.rows);
  const parts = [
    accountName(view, messages),
    row && formatShare(row.leftPercent, 'left'),
    accountOutlook(view, messages),
  ];
  return parts.filter((part) => part !== undefined).join('  ');
}
