/**
 * Texts of `guard`. Percents and the minimum come with their sign, windows as labels (`Weekly`).
 */
export const guard = {
  ok: ({ window, share, minimum }: { window: string; share: string; minimum: string }) =>
    `${window}: ${share} · OK (minimum ${minimum})`,
  /** Follow `ok`. `until`: if it runs out before its reset, but after the work. */
  enoughFor: ({ needed, until }: { needed: string; until: string | undefined }) =>
    `, enough for the next ${needed}${until === undefined ? '' : `, until about ${until}`}`,
  noForecast: (needed: string) => `, no forecast yet for the next ${needed}`,
  blocked: ({
    window,
    share,
    minimum,
    resets,
  }: {
    window: string;
    share: string;
    minimum: string;
    resets: string;
  }) => `${window}: ${share} · BLOCKED (minimum ${minimum})${resets === '' ? '' : `, ${resets}`}`,
  /** `needed`: how long the work takes. */
  runsOut: ({
    window,
    share,
    span,
    moment,
    needed,
    resets,
  }: Record<'window' | 'share' | 'span' | 'moment' | 'needed' | 'resets', string>) =>
    `${window}: ${share} · BLOCKED (enough for about ${span}, until ${moment}; ${needed} needed)${resets === '' ? '' : `, ${resets}`}`,
  unknown: ({ minimum, why }: { minimum: string; why: string }) =>
    `UNKNOWN: could not check the quota (minimum ${minimum}): ${why}`,
  reasons: {
    'fetch-failed': 'no fresh usage',
    timeout: 'the request timed out',
    'window-unavailable': 'no usable data',
  },
  waiting: ({ window, span, at }: { window: string; span: string; at: string }) =>
    `Waiting for the ${window.toLowerCase()} quota to reset in ${span} (${at}).`,
  waitingAgain: (span: string) => `Could not check. Retrying in ${span}.`,
  tooLong: ({ span, longest }: { span: string; longest: string }) =>
    `Not waiting: it resets in ${span}, longer than --max-wait (${longest}).`,
  notChecked: (longest: string) =>
    `Not waiting longer: the quota could not be checked within --max-wait (${longest}).`,
  noReset: 'Not waiting: the reset time is unknown.',
  /** `window` is undefined if any would have done. */
  windowUnavailable: (window: string | undefined) =>
    `Kimi's response has no usable ${window === undefined ? '' : `${window.toLowerCase()} `}quota.`,
};
