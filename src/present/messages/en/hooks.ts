/** What `hooks` says. */
export const hooks = {
  none: (path: string) => `No hooks yet. Rules stand in ${path} under "hooks":`,
  events: 'Events:',
  onAny: 'any event',
  rule: ({ events, window }: { events: string; window: string | undefined }) =>
    window === undefined ? events : `${events} (${window})`,
  atMost: (seconds: string) => `at most ${seconds} s`,
  missing: 'not there',
  noneFor: (event: string) => `No rule runs on ${event}.`,
  ok: (ms: string) => `ok, ${ms} ms`,
  exitCode: (code: number) => `failed with exit code ${code}`,
  notFound: 'not there, or not executable',
  timedOut: (seconds: string) => `still running after ${seconds} s, ended`,
  notRun: 'given up',
  unsafe: (path: string) =>
    `No hook runs: others can change ${path} or a folder above it, and with it what runs here. Check who may write there.`,
};
