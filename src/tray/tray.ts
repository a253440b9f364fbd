import type { MeterIcon } from './meter-icon.ts';
import type { TrayAction } from './tray-menu.ts';
import type { TrayModel } from './tray-model.ts';

/** A notification: what happened, one line to go with it, and the meter as its picture. */
export type TrayNotice = {
  /** A later notice with the same key takes the place of the earlier one. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly icon: MeterIcon;
  /** Buttons, where the platform has them; a click on the notice itself opens the dashboard. */
  readonly buttons: readonly { readonly label: string; readonly action: NoticeAction }[];
};

export type NoticeAction =
  | { readonly kind: 'open-dashboard' }
  | { readonly kind: 'snooze'; readonly key: string; readonly untilMs: number };

/** What a tray tells of: all of it comes from a person's hand. */
export type TrayListener = {
  act(action: TrayAction): void;
  actOnNotice(action: NoticeAction): void;
  /** Called before the menu shows; what is shown during the call is what the person sees. */
  menuOpening(): void;
  menuClosed(): void;
  /** The desktop has no place for icons (yet); `present` says that it has one now. */
  hostChanged(present: boolean): void;
};

/** One platform's icon, menu and notifications. A missing capability is a missing property. */
export type Tray = {
  /** Shows a whole model; what did not change costs nothing. */
  show(model: TrayModel): void;
  /** Shows a notice, as far as the desktop lets us. Never rejects. */
  notify?(notice: TrayNotice): Promise<void>;
  /** Resolves when there is nothing left to show on: the session ended, the helper is gone for good. */
  readonly ended: Promise<void>;
  /** Takes the icon away. */
  close(): Promise<void>;
};
