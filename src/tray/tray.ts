import type { MeterIcon } from './meter-icon.ts';
import type { TrayAction } from './tray-menu.ts';
import type { TrayModel } from './tray-model.ts';

/** A desktop notification, with the meter as its picture. */
export type TrayNotice = {
  /** A later notice with the same key replaces the earlier one. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly icon: MeterIcon;
  /** Shown only if the platform has buttons. A click on the notice itself opens the dashboard. */
  readonly buttons: readonly { readonly label: string; readonly action: NoticeAction }[];
};

export type NoticeAction =
  | { readonly kind: 'open-dashboard' }
  | { readonly kind: 'snooze'; readonly key: string; readonly untilMs: number };

/** Receives what the user and the desktop do. */
export type TrayListener = {
  act(action: TrayAction): void;
  actOnNotice(action: NoticeAction): void;
  /** The menu is about to open; it shows the model that is passed to `show` during this call. */
  menuOpening(): void;
  menuClosed(): void;
  /** Whether the desktop has a panel that shows icons; called at the start and after changes. */
  hostChanged(present: boolean): void;
};

/** One platform's icon, menu and notifications. A missing capability is a missing property. */
export type Tray = {
  /** Shows a model. Unchanged parts cost nothing. */
  show(model: TrayModel): void;
  /** Shows a notice if the desktop allows it. Never rejects. */
  notify?(notice: TrayNotice): Promise<void>;
  /** Resolves when nothing can be shown any more: the session or the helper has ended. */
  readonly ended: Promise<void>;
  /** Removes the icon. */
  close(): Promise<void>;
};
