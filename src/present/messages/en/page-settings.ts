import type { NotifyKind } from '../../../domain/notify-target.ts';
import type { UsageEventKind } from '../../../domain/events/usage-event.ts';

/** Texts of the page's settings. */
export const pageSettings = {
  heading: 'Settings',
  loading: 'Loading settings…',
  unreachable: "The settings can't be loaded.",
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'Not saved',
  retry: 'Try again',

  account: 'Account',
  enabled: { label: 'Monitor Kimi Code', hint: 'When off, KimiBar makes no requests.' },
  apiKey: {
    label: 'API key',
    hint: 'From the Kimi Code Console; starts with sk-kimi-.',
    placeholder: 'sk-kimi-…',
  },
  cookieHeader: {
    label: 'Auth Token',
    hint: 'The kimi-auth value, a Cookie header or a copied curl command from the Kimi website. Optional with an API key: adds the monthly quota.',
    placeholder: 'kimi-auth=…',
  },
  secretSet: (hint: string) => `Set, ends in ${hint}`,
  secretNotSet: 'Not set',
  testing: 'Testing…',
  testAndSave: 'Test and save',
  saveAnyway: 'Save anyway',
  forget: 'Remove',
  forgetSure: 'Remove it?',
  keep: 'Keep',
  forgotten: 'Removed',
  emptySecret: 'Paste something first.',
  worksAndSaved: (what: string) => `It works. Saved: ${what}`,
  doesNotWork: (why: string) => `Not saved: ${why}`,
  testFailed: 'KimiBar did not respond. Is it still running?',

  source: {
    label: 'Usage source',
    hint: 'Where usage data comes from.',
    options: { auto: 'Automatic', api: 'API key', cli: 'Kimi Code login', web: 'Web session' },
  },
  cookieSource: {
    label: 'Cookie source',
    hint: 'Automatic looks for a Kimi session in your browsers; Manual uses only the Auth Token above.',
    options: { auto: 'Automatic', manual: 'Manual', off: 'Off' },
  },
  region: {
    label: 'Region',
    hint: 'Which of the two Kimi services your key belongs to.',
    options: { auto: 'Automatic', mainland: 'kimi.com', global: 'kimi.ai' },
  },

  accounts: {
    heading: 'More accounts',
    default: {
      label: 'Shown first',
      hint: 'By commands that name no account, the status line, the tray icon and this page.',
      main: 'Main account, else the first below',
    },
    name: 'Name',
    rename: 'Rename',
    remove: 'Remove account',
    removeSure: (name: string) => `Remove ${name} with its key?`,
    add: 'Add an account',
    namePlaceholder: 'Name, e.g. work',
    nameFirst: 'Give the account a name first.',
    itsKey: 'Key of the new account',
  },

  refreshing: 'Refresh',
  cadence: {
    label: 'Refresh every',
    hint: 'Adaptive: more often while this page is open or Kimi Code is active, less often when idle.',
    minutes: (count: number) => `${count} min`,
    adaptive: 'Adaptive',
  },

  notifications: 'Notifications',
  notify: { label: 'Notify me', hint: 'On the desktop, while kimibar tray is running.' },
  thresholds: {
    label: 'Alert at',
    hint: 'Percent left, from 1 to 99; up to five.',
    add: 'Add',
    remove: (percent: number) => `Remove ${percent}%`,
    wrong: 'Enter a whole number from 1 to 99.',
    full: 'There are five already: remove one first.',
  },
  lowIfLasting: {
    label: 'Alert even if it lasts',
    hint: 'Also when the quota is expected to last until its reset.',
  },
  events: {
    label: 'Notify me when',
    options: {
      'quota-low': 'quota is low',
      'will-run-out': 'a quota will run out before it resets',
      'quota-exhausted': 'a quota is used up',
      'quota-restored': 'an exhausted quota is available again',
      'credential-lost': 'you are signed out',
      'credential-recovered': 'the sign-in works again',
      'service-failing': "Kimi can't be reached",
      'service-recovered': 'Kimi can be reached again',
      'price-changed': 'a quota drains clearly faster or slower',
      'quota-reset': 'a quota resets',
    } satisfies Record<UsageEventKind, string> as Record<UsageEventKind, string>,
  },
  quietHours: {
    label: 'Quiet hours',
    hint: 'No notifications during these hours; anything still relevant is shown afterwards.',
  },
  quietTimes: {
    label: 'From, to',
    hint: 'Local time.',
    from: 'Quiet from',
    to: 'Quiet to',
    wrong: 'Enter two different times, e.g. 22:00 and 08:00.',
  },

  pushTargets: {
    heading: 'Phone and chat',
    hint: 'Pushes the events above to your phone or a chat as well.',
    kind: 'Service',
    kinds: {
      ntfy: 'ntfy',
      telegram: 'Telegram',
      feishu: 'Feishu',
      dingtalk: 'DingTalk',
      wecom: 'WeCom',
      bark: 'Bark',
      slack: 'Slack',
      webhook: 'Webhook',
    } satisfies Record<NotifyKind, string> as Record<NotifyKind, string>,
    name: 'Name',
    url: 'Address',
    token: 'Token',
    botToken: "Bot's token",
    chat: 'Chat',
    secret: 'Signing secret',
    optional: 'Optional',
    add: 'Add a target',
    addIt: 'Add',
    test: 'Send a test',
    sending: 'Sending…',
    remove: 'Remove target',
    removeSure: (name: string) => `Remove ${name}?`,
  },

  tray: 'Tray icon',
  startsAtLogin: {
    label: 'Start at login',
    hint: 'Shows the icon when you log in to this computer.',
  },
  trayTitle: {
    label: 'Text next to the icon',
    hint: 'On macOS, and on Linux panels that support labels.',
    options: { icon: 'Nothing', percent: 'Percent', countdown: 'Time to reset' },
  },
  trayColour: {
    label: 'Colours',
    hint: 'Alert: only when quota is low.',
    options: { alert: 'Alert', always: 'Always', never: 'Never' },
  },
  trayPanel: {
    label: 'Panel',
    hint: 'Automatic follows the desktop theme.',
    options: { auto: 'Automatic', dark: 'Dark', light: 'Light' },
  },

  display: 'Display',
  language: {
    label: 'Language',
    hint: '',
    options: { auto: 'Same as browser', en: 'English', 'zh-CN': '简体中文' },
  },
  fixedBy: (by: string) => `Set by ${by}.`,
  meters: {
    label: 'Meters show',
    hint: 'Remaining or used quota.',
    options: { left: 'Left', used: 'Used' },
  },

  metricsAccountNames: {
    label: 'Show account names in /metrics',
    hint: 'When off, accounts are numbered.',
  },

  preview: 'Preview',
  sample: 'A notification now',
  version: (version: string) => `KimiBar ${version}`,

  links: 'Links',
  consoleLink: 'Kimi Code Console',
};
