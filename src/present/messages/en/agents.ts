/**
 * Texts of `mcp` and `resume`. Windows come as labels (`5-hour`), times as local ones, shares with
 * their sign.
 */
export const agents = {
  canStart: {
    'used-up': ({ window }: StartFacts) => `The ${window.toLowerCase()} quota is used up.`,
    lasts: ({ size }: StartFacts) => `Yes: the quota is expected to last (${size}).`,
    'lasts-until': ({ window, until, size }: StartFacts) =>
      `Yes: the ${window.toLowerCase()} quota is expected to last until ${until} (${size}).`,
    'too-short': ({ window, until, size }: StartFacts) =>
      `No: the ${window.toLowerCase()} quota is expected to run out at ${until} (${size}).`,
    'no-forecast': () => 'Too little is known yet to forecast how long the quota will last.',
    'enough-points': ({ window, left, size }: StartFacts) =>
      `Yes: ${left} of the ${window.toLowerCase()} quota is left (${size}).`,
    'too-few-points': ({ window, left, size }: StartFacts) =>
      `No: only ${left} of the ${window.toLowerCase()} quota is left (${size}).`,
    'perhaps-points': ({ window, left, size }: StartFacts) =>
      `Perhaps: ${left} of the ${window.toLowerCase()} quota is left (${size}).`,
    'no-window': () => "Kimi's response has no usable quota for this.",
  },
  back: (at: string) => `It is back at ${at}.`,
  size: {
    minutes: (span: string) => `needed: ${span}`,
    points: (points: string) => `needed: ${points} points`,
  },
  noLastSession:
    'No earlier session of this folder is in the local logs, or too little is known of what it took.',
  stale: (why: string) => `The quota could not be checked. ${why}`,
};

type StartFacts = {
  readonly window: string;
  readonly size: string;
  readonly left: string;
  readonly until: string;
};
