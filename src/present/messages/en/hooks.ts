/** Texts of `hooks`. */
export const hooks = {
  none: (path: string) => `No hooks configured. Add rules under "hooks" in ${path}:`,
  events: 'Events:',
  onAny: 'any event',
  rule: ({ events, window }: { events: string; window: string | undefined }) =>
    window === undefined ? events : `${events} (${window})`,
  atMost: (seconds: string) => `at most ${seconds} s`,
  missing: 'file not found',
  noneFor: (event: string) => `No hook is configured for ${event}.`,
  ok: (ms: string) => `ok, ${ms} ms`,
  exitCode: (code: number) => `failed with exit code ${code}`,
  notFound: 'file not found or not executable',
  timedOut: (seconds: string) => `timed out after ${seconds} s and was stopped`,
  notRun: 'not run',
  unsafeCommand: 'not run, because other users can modify this file or its folder',
  unsafe: (path: string) =>
    `Hooks are disabled because other users can modify ${path} or one of its parent folders. Fix the permissions.`,
};
