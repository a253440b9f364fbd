/** What `cookies` says besides the words for places and reasons. */
export const cookies = {
  heading: 'Kimi sessions on this computer',
  nothingToLookAt: 'There is no browser here that KimiBar knows, and no Kimi Desktop.',
  /** `left` is how long it lasts, in words. */
  session: (left: string | undefined) =>
    left === undefined ? 'signed in' : `signed in, ends in ${left}`,
  notInstalled: 'Not installed: ',
  comma: ', ',
  noSession:
    'To get one, sign in at www.kimi.com and run: kimibar cookies refresh. A new sign-in may leave none behind; an API key always works: kimibar setup',
  skipped: (what: string, todo: string) =>
    `Nothing was looked at: ${what}. To change that: ${todo}`,
  forgotten: (count: number) =>
    count === 0
      ? 'No session was kept.'
      : count === 1
        ? 'Forgot the one session that was kept.'
        : `Forgot the ${count} sessions that were kept.`,
};
