/** Texts of the tray icon's menu, and of `kimibar tray` if no icon can be shown. */
export const tray = {
  disabled: 'Kimi is turned off',

  refreshNow: 'Refresh now',
  refreshing: 'Refreshing…',
  openDashboard: 'Open dashboard',
  fixSignIn: 'Fix the sign-in…',
  snooze: 'Snooze until reset',
  accounts: 'Accounts',
  settings: 'Settings…',
  quit: 'Quit',

  alreadyRunning: 'KimiBar is already in the tray.',
  /** Changing a setting from the menu failed. */
  notChanged: 'The setting could not be changed.',
  noSessionBus: 'No desktop session found. Run kimibar tray inside your desktop session.',
  koffiMissing: (name: string) =>
    `The tray icon needs the optional package ${name}. Install it with: npm install -g ${name}@3`,
  waitingForHost: (todo: string) =>
    `This desktop shows no tray icons yet. ${todo} The icon will appear once a tray is available.`,
  hosts: {
    gnome:
      'Install the GNOME extension "AppIndicator and KStatusNotifierItem Support" (package gnome-shell-extension-appindicator).',
    xfce: 'Add the item "Status Tray Plugin" to the panel.',
    kde: 'Add the widget "System Tray" to the panel.',
    lxqt: 'Add the widget "Status Notifier" to the panel.',
    wlroots: 'Start a bar with a tray, for example waybar with the module "tray".',
    other: 'Start a panel with a StatusNotifier tray, or snixembed with an older panel.',
  },
};
