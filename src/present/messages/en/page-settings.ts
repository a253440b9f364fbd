import type { UsageEventKind } from '../../../domain/events/usage-event.ts';

/** The words of the page's settings. */
export const pageSettings = {
  heading: 'Settings',
  loading: 'Reading settings…',
  unreachable: 'The settings could not be read.',
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'Not saved',
  retry: 'Try again',

  account: 'Account',
  enabled: { label: 'Watch Kimi Code', hint: 'Off: nothing is asked and nothing is shown.' },
  apiKey: {
    label: 'API key',
    hint: 'From the Kimi Code Console; it begins with sk-kimi-.',
    placeholder: 'sk-kimi-…',
  },
  cookieHeader: {
    label: 'Auth Token',
    hint: 'The kimi-auth value, a Cookie header or a copied curl command from www.kimi.com. Only needed for the monthly pool and extra usage.',
    placeholder: 'kimi-auth=…',
  },
  secretSet: (hint: string) => `Set, ends in ${hint}`,
  secretNotSet: 'Not set',
  testing: 'Asking Kimi…',
  testAndSave: 'Test and save',
  saveAnyway: 'Save anyway',
  forget: 'Forget',
  forgetSure: 'Forget it?',
  keep: 'Keep',
  forgotten: 'Forgotten',
  emptySecret: 'Paste something first.',
  worksAndSaved: (what: string) => `It works and is saved: ${what}`,
  doesNotWork: (why: string) => `Not saved: ${why}`,
  testFailed: 'KimiBar did not answer. Is it still running?',

  source: {
    label: 'Usage source',
    hint: 'Where the reading comes from.',
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

  refreshing: 'Refresh',
  cadence: {
    label: 'Refresh every',
    hint: 'Adaptive: sooner while you look or Kimi Code is working, later when nothing happens.',
    minutes: (count: number) => `${count} min`,
    adaptive: 'Adaptive',
  },

  notifications: 'Notifications',
  notify: { label: 'Notify me', hint: 'On the desktop, while kimibar tray runs.' },
  thresholds: {
    label: 'Percent left',
    hint: 'What counts as little, such as 50, 20, 10.',
    wrong: 'Whole numbers from 1 to 99, separated by commas.',
  },
  events: {
    label: 'Tell me when',
    options: {
      'quota-low': 'little is left',
      'will-run-out': 'a quota will not last until its reset',
      'quota-exhausted': 'a quota is used up',
      'quota-restored': 'a used-up quota is back',
      'credential-lost': 'the sign-in is lost',
      'credential-recovered': 'the sign-in works again',
      'service-failing': 'Kimi cannot be read',
      'service-recovered': 'Kimi can be read again',
      'quota-reset': 'a window begins anew',
    } satisfies Record<UsageEventKind, string> as Record<UsageEventKind, string>,
  },
  quietHours: {
    label: 'Quiet hours',
    hint: 'Nothing is told in between. What still holds is told afterwards.',
  },
  quietTimes: {
    label: 'From, to',
    hint: "By this computer's clock.",
    from: 'Quiet from',
    to: 'Quiet to',
    wrong: 'Two different times, such as 22:00 and 08:00.',
  },

  tray: 'Tray icon',
  trayTitle: {
    label: 'Beside the icon',
    hint: 'On macOS, and on Linux panels that show a text.',
    options: { icon: 'Nothing', percent: 'Percent', countdown: 'Time to reset' },
  },
  trayColour: {
    label: 'Colours',
    hint: 'Alert: only when little is left.',
    options: { alert: 'Alert', always: 'Always', never: 'Never' },
  },
  trayPanel: {
    label: 'Drawn for',
    hint: 'Automatic asks the desktop.',
    options: { auto: 'Automatic', dark: 'Dark panel', light: 'Light panel' },
  },

  display: 'Display',
  language: {
    label: 'Language',
    hint: '',
    options: { auto: 'As the browser', en: 'English', 'zh-CN': '简体中文' },
  },
  fixedBy: (by: string) => `Set by ${by}.`,
  meters: {
    label: 'Meters show',
    hint: 'What is left, or what is used.',
    options: { left: 'Left', used: 'Used' },
  },

  metricsAccountNames: { label: 'Name accounts in /metrics', hint: 'Off: accounts are numbered.' },

  links: 'At Kimi',
  consoleLink: 'Kimi Code Console',
};
