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
  notify: { label: 'Tell me when a quota runs low', hint: 'As a notification on the desktop.' },
  thresholds: {
    label: 'Percent left',
    hint: 'One or more numbers from 1 to 99, separated by commas.',
    wrong: 'Whole numbers from 1 to 99, separated by commas.',
  },

  display: 'Display',
  language: { label: 'Language', hint: '', options: { auto: 'As the browser', en: 'English', 'zh-CN': '简体中文' } },
  meters: { label: 'Meters show', hint: 'What is left, or what is used.', options: { left: 'Left', used: 'Used' } },

  metricsAccountNames: { label: 'Name accounts in /metrics', hint: 'Off: accounts are numbered.' },

  links: 'At Kimi',
  consoleLink: 'Kimi Code Console',
};
