/** What `doctor` says besides the words for places and reasons. */
export const doctor = {
  config: 'Config',
  data: 'Data',
  environment: 'Environment',
  noFile: ' (not there yet: the defaults hold)',
  places: 'Looked for a sign-in, in this order',
  found: 'found',
  reading: 'Reading',
  answered: (source: string) => `Kimi answered (${source})`,
  switchedOff: 'Kimi is switched off, so nothing was asked.',
  legacyLogin: (path: string) =>
    `A login of the older kimi-cli stands at ${path}. Kimi Code replaces it: sign in there.`,
  otherKey:
    'KIMI_API_KEY is set, but it belongs to the Open Platform and is not read. Kimi Code keys go into KIMI_CODE_API_KEY.',
};
