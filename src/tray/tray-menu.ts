import type { SettingsView } from '../domain/settings-view.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';

/** What a person can ask for in the menu. */
export type TrayAction =
  | { readonly kind: 'refresh' }
  | { readonly kind: 'open-dashboard' }
  | { readonly kind: 'open-settings' }
  | { readonly kind: 'set-source'; readonly source: SourceChoice }
  | { readonly kind: 'set-language'; readonly language: SettingsView['language'] }
  | { readonly kind: 'start-at-login'; readonly on: boolean }
  | { readonly kind: 'about' }
  | { readonly kind: 'quit' };

/** One row of the menu. `id` stays the same as long as the row means the same, so that an open menu can change in place. */
export type MenuItem =
  /** Something to read. `quiet` rows are greyed; the others keep their ink and open the dashboard. */
  | { readonly kind: 'text'; readonly id: string; readonly label: string; readonly quiet: boolean }
  | { readonly kind: 'separator'; readonly id: string }
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly label: string;
      readonly action: TrayAction;
      readonly enabled: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly action: TrayAction;
      readonly mark: 'check' | 'radio';
      readonly checked: boolean;
    }
  | {
      readonly kind: 'submenu';
      readonly id: string;
      readonly label: string;
      readonly items: readonly MenuItem[];
    };

/** What a click on a row asks for; undefined where it can't be clicked. */
export function actionOf(item: MenuItem): TrayAction | undefined {
  if (item.kind === 'text') return item.quiet ? undefined : { kind: 'open-dashboard' };
  if (item.kind === 'action') return item.enabled ? item.action : undefined;
  return item.kind === 'choice' ? item.action : undefined;
}

/** What a click on the row of this id asks for; undefined where there is no such row (any more), or it can't be clicked. */
export function actionAt(items: readonly MenuItem[], id: string): TrayAction | undefined {
  const item = allItems(items).find((one) => one.id === id);
  return item === undefined ? undefined : actionOf(item);
}

/** Every row, those of submenus included. */
export function allItems(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) =>
    item.kind === 'submenu' ? [item, ...allItems(item.items)] : [item],
  );
}
