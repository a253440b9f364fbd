import type { MessagePort } from 'node:worker_threads';
import type { TrayLook } from '../../domain/tray-look.ts';
import type { MenuRow } from '../menu-rows.ts';
import type { MeterIcon } from '../meter-icon.ts';
import type { TrayNotice } from '../tray.ts';

/** The window thread's `workerData`. */
export type WindowData = {
  readonly port: MessagePort;
  /** Becomes 1 when the program has handled `opened`. */
  readonly answered: Int32Array;
};

/** A message to the window's thread. */
export type WindowMessage =
  | {
      readonly kind: 'show';
      readonly icon: MeterIcon;
      readonly look: Pick<TrayLook, 'panel' | 'colour'>;
      readonly tooltip: string;
      readonly rows: readonly MenuRow[];
    }
  | ({ readonly kind: 'notify' } & Pick<TrayNotice, 'title' | 'body'>)
  | { readonly kind: 'close' };

/** A message from the window's thread. */
export type WindowEvent =
  | { readonly kind: 'ready'; readonly window: bigint }
  | { readonly kind: 'click'; readonly id: string }
  | { readonly kind: 'notice-clicked' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' };

export type WindowThread = {
  send(message: WindowMessage): void;
  readonly ended: Promise<void>;
};
