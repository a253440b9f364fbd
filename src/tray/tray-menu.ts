/** An action that the user can choose in the menu. */
export type TrayAction =
  | { readonly kind: 'refresh' }
  | { readonly kind: 'open-dashboard' }
  | { readonly kind: 'open-settings' }
  /** Undefined is the main account. */
  | { readonly kind: 'show-account'; readonly account: string | undefined }
  | { readonly kind: 'quit' };

/** One row of the menu. A row keeps its `id` while it means the same, so that an open menu can be updated in place. */
export type MenuItem =
  /** `quiet` rows are greyed out; the others open the dashboard. */
  | { readonly kind: 'text'; readonly id: string; readonly label: string; readonly quiet: boolean }
  | { readonly kind: 'separator'; readonly id: string }
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly label: string;
      readonly action: TrayAction;
      readonly enabled: boolean;
    }
  /** One of several that exclude each other. */
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly action: TrayAction;
      readonly checked: boolean;
    }
  | {
      readonly kind: 'submenu';
      readonly id: string;
      readonly label: string;
      readonly items: readonly MenuItem[];
    };

/** The action of a click on a row; undefined if it cannot be clicked. */
export function actionOf(item: MenuItem): TrayAction | undefined {
  if (item.kind === 'text') return item.quiet ? undefined : { kind: 'open-dashboard' };
  if (item.kind === 'action') return item.enabled ? item.action : undefined;
  return item.kind === 'choice' ? item.action : undefined;
}

/** The same for the row with this id; undefined if there is no such row any more. */
export function actionAt(items: readonly MenuItem[], id: string): TrayAction | undefined {
  const item = allItems(items).find((one) => one.id === id);
  return item === undefined ? undefined : actionOf(item);
}

/** All rows, including those of submenus. */
export function allItems(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) =>
    item.kind === 'submenu' ? [item, ...allItems(item.items)] : [item],
  );
}
