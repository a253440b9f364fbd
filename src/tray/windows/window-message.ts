import type { IconStyle } from '../icon-colours.ts';
import type { HelperRow } from '../macos/helper-message.ts';
import type { MeterIcon } from '../meter-icon.ts';
import type { TrayNotice } from '../tray.ts';

/** What the thread of the window is told. */
export type WindowMessage =
  | {
      readonly kind: 'show';
      readonly icon: MeterIcon;
      readonly style: IconStyle;
      readonly tooltip: string;
      readonly rows: readonly HelperRow[];
    }
  | ({ readonly kind: 'notify' } & Pick<TrayNotice, 'title' | 'body' | 'urgency'>)
  | { readonly kind: 'close' };

/** What it tells. */
export type WindowEvent =
  | { readonly kind: 'ready'; readonly window: bigint }
  | { readonly kind: 'click'; readonly id: string }
  | { readonly kind: 'notice-clicked' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' };

/** The window's thread, as the rest of the tray sees it. */
export type WindowThread = {
  send(message: WindowMessage): void;
  readonly ended: Promise<void>;
};
