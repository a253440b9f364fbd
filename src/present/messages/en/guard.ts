/** What `guard` says. `percent` and `minimum` are numbers. */
export const guard = {
  line: ({
    window,
    left,
    verdict,
    minimum,
    why,
  }: {
    window: string;
    left?: string | undefined;
    verdict: string;
    minimum: string;
    why?: string | undefined;
  }) =>
    `kimi ${window}: ${left === undefined ? 'unknown' : `${left}% remaining`} — ${verdict} (minimum ${minimum}%${why === undefined ? '' : `; ${why}`})`,
  verdicts: { ok: 'OK', blocked: 'BLOCKED', unknown: 'UNKNOWN' },
  waiting: ({ window, span, at }: { window: string; span: string; at: string }) =>
    `Waiting for the ${window} quota to reset, in ${span} (${at}).`,
  waitingAgain: (span: string) => `Could not be checked. Trying again in ${span}.`,
  tooLong: ({ span, longest }: { span: string; longest: string }) =>
    `Not waiting: it resets in ${span}, --max-wait is ${longest}.`,
  noReset: 'Not waiting: when it resets is not known.',
  windowUnavailable: (window: string) =>
    `This account's reading has no ${window} window that can be trusted.`,
};
