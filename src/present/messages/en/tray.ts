/** Texts of the tray icon's menu, and of `kimibar tray` if no icon can be shown. */
export const tray = {
  disabled: 'Kimi is turned off',
  updatedNow: 'Updated just now',
  updatedAgo: (span: string) => `Updated ${span} ago`,
  resetsAt: (at: string) => `resets ${at}`,

  refreshNow: 'Refresh now',
  refreshing: 'Refreshing…',
  openDashboard: 'Open dashboard',
  snooze: 'Snooze until reset',
  accounts: 'Accounts',
  source: 'Usage source',
  sources: { auto: 'Automatic', api: 'API key', cli: 'Kimi Code login', web: 'Web session' },
  language: 'Language',
  /** `by` is a flag or an environment variable that overrides the setting. */
  languageFixed: (by: string) => `Language: set by ${by}`,
  languages: { auto: 'System default', en: 'English', 'zh-CN': '简体中文' },
  startAtLogin: 'Start at login',
  settings: 'Settings…',
  about: 'About KimiBar',
  aboutText: (version: string) =>
    `KimiBar ${version}. Shows how much of your Kimi For Coding quota is left.`,
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
