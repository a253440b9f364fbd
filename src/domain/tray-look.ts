/** What stands beside the icon, where the platform has room for a text. */
export const trayTitles = ['icon', 'percent', 'countdown'] as const;
/** What the icon is drawn for; `auto` asks the desktop. */
export const trayPanels = ['auto', 'dark', 'light'] as const;
/** When it is coloured: `alert` sits among its neighbours until something is nearly out, `always` shows every severity, `never` none. */
export const trayColours = ['alert', 'always', 'never'] as const;

/** How the icon in the menu bar or system tray looks. */
export type TrayLook = {
  readonly title: (typeof trayTitles)[number];
  readonly panel: (typeof trayPanels)[number];
  readonly colour: (typeof trayColours)[number];
};

/** The same as flags give it: what was not given is undefined. */
export type TrayLookFlags = { readonly [Name in keyof TrayLook]?: TrayLook[Name] | undefined };

export const defaultTrayLook: TrayLook = { title: 'icon', panel: 'auto', colour: 'alert' };
