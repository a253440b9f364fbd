/** Texts of `cookies`; sources and reasons are in `sources.ts`. */
export const cookies = {
  heading: 'Kimi sessions on this computer',
  nothingToLookAt: 'No supported browser profile and no Kimi Desktop found.',
  /** `left` is the time until it expires, in words. */
  session: (left: string | undefined) =>
    left === undefined ? 'signed in' : `signed in, expires in ${left}`,
  withoutProfile: 'No profile found: ',
  comma: ', ',
  noSession: (host: string) =>
    `To get one, sign in at ${host} and run: kimibar cookies refresh. Newer Kimi sign-ins may not leave a usable cookie; an API key always works: kimibar setup`,
  skipped: (what: string, todo: string) =>
    `No browsers were checked: ${what}. To change this, run: ${todo}`,
  removed: (count: number) =>
    count === 0
      ? 'No saved sessions.'
      : count === 1
        ? 'Removed 1 saved session.'
        : `Removed ${count} saved sessions.`,
};
