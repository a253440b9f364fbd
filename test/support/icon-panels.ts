import type { IconBackground } from '../../src/tray/icon-colours.ts';

export type IconPanel = { readonly background: IconBackground; readonly grey: number };

/** Panels that icons are drawn for: the last one says nothing about its lightness. */
export const iconPanels: readonly IconPanel[] = [
  { background: 'dark', grey: 43 },
  { background: 'light', grey: 242 },
  { background: 'unknown', grey: 128 },
];
