/** What is shown beside the icon on platforms that have room for text. */
export const trayTitles = ['icon', 'percent', 'countdown'] as const;
/** The background that the icon is drawn for; `auto` detects it. */
export const trayPanels = ['auto', 'dark', 'light'] as const;
/** When the icon is coloured: only if a quota is nearly used up, at every severity, or never. */
export const trayColours = ['alert', 'always', 'never'] as const;

/** How the icon in the menu bar or system tray looks. */
export type TrayLook = {
  readonly title: (typeof trayTitles)[number];
  readonly panel: (typeof trayPanels)[number];
  readonly colour: (typeof trayColours)[number];
};

/** The same from flags, each of which may be absent. */
export type TrayLookFlags = { readonly [Name in keyof TrayLook]?: TrayLook[Name] | undefined };

export const defaultTrayLook: TrayLook = { title: 'icon', panel: 'auto', colour: 'alert' };
