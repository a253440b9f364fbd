/** `nouns` are windows as `verdict.nouns` names them; `at` comes with its preposition. */
type OfTightest = { readonly noun?: string | undefined };

type Left = { readonly noun: string; readonly share: string };

/** The answer: a short first sentence, then what follows from it. */
export const verdict = {
  /** Separates two sentences. */
  between: ' ',
  /** A window in a list: `5-hour, week and month`. Others are named by their label. */
  nouns: { session: '5-hour', weekly: 'week', monthly: 'month' },
  /** A window as the subject of a sentence, from its label. */
  limit: (label: string) => `the ${lowerFirst(label)} limit`,

  /** `isLikely`: without a reasonable doubt. */
  lasts: ({ nouns, isLikely }: { nouns: readonly string[]; isLikely: boolean }) =>
    `${isLikely ? 'It will last' : 'It will probably last'}: ${listOf(nouns)}.`,
  lastsOne: ({ limit, isLikely }: { limit: string; isLikely: boolean }) =>
    `${upperFirst(limit)} ${isLikely ? 'will last' : 'will probably last'}.`,
  nothingUsed: 'Nothing used yet.',
  /** Of the tightest window; `noun` is absent if there is only one. */
  tightest: ({ noun, share, at }: OfTightest & { share: string; at: string }) =>
    ofTightest(noun, `about ${share} left when it resets ${at}.`),
  doubtful: ({ noun, likelihood, at }: OfTightest & { likelihood: string; at: string }) =>
    ofTightest(noun, `about ${likelihood} likely to run out before it resets ${at}.`),
  doubtfulBrief: ({ noun, likelihood }: OfTightest & { likelihood: string }) =>
    ofTightest(noun, `about ${likelihood} likely to run out.`),
  tightestBrief: ({ noun, share }: OfTightest & { share: string }) =>
    ofTightest(noun, `about ${share} will be left.`),

  willBeLeft: (share: string) => `about ${share} will be left`,
  mayRunOut: (likelihood: string) => `about ${likelihood} likely to run out`,

  enoughUntil: (moment: string) => `Enough until about ${moment}.`,
  anyMoment: 'May run out any moment.',
  usedUpThen: ({ limit, span, at }: { limit: string; span: string; at: string }) =>
    `Then ${limit} is used up for ${span}; it resets ${at}.`,
  usedUpThenBrief: ({ noun, span, at }: { noun: string; span: string; at: string }) =>
    `Then ${noun} is used up for ${span}, back ${at}.`,
  /** Of windows that run out at almost the same moment: `at` is the last of their resets. */
  usedUpTogether: ({ nouns, span, at }: { nouns: readonly string[]; span: string; at: string }) =>
    `Then ${listOf(nouns)} are used up for ${span}, back ${at}.`,
  usedUpTogetherBrief: ({ nouns, at }: { nouns: readonly string[]; at: string }) =>
    `Then ${listOf(nouns)} are used up, back ${at}.`,
  alsoLast: (nouns: readonly string[]) => `${upperFirst(listOf(nouns))} will last.`,
  alsoLastsOne: (limit: string) => `${upperFirst(limit)} will last.`,
  alsoShort: ({ limit, moment }: { limit: string; moment: string }) =>
    `${upperFirst(limit)} runs out about ${moment}.`,

  usedUpUntil: ({ at, span }: { at: string; span: string }) => `Used up. Back ${at}, in ${span}.`,
  usedUpNow: 'Used up. Back any moment now.',
  usedUpUnknown: 'Used up. When it resets is unknown.',
  isUsedUp: (limit: string) => `${upperFirst(limit)} is used up.`,
  /** `nouns`: the windows that this one blocks. */
  isUsedUpFor: ({ limit, nouns }: { limit: string; nouns: readonly string[] }) =>
    `${upperFirst(limit)} is used up; ${listOf(nouns)} ${nouns.length === 1 ? 'waits' : 'wait'} for it.`,
  leftForLater: (lefts: readonly Left[]) => `Left for later: ${leftsOf(lefts)}.`,
  extraUsage: (amount: string) => `Extra usage has ${amount} left.`,

  notSignedIn: 'Not signed in.',
  signedOut: 'Signed out.',
  noPlan: 'No access: not allowed by your plan or quota.',
  cannotCheck: "Can't check the quota.",
  /** `brief` is the reason in a few words without a full stop. */
  unknownFor: ({ span, brief }: { span: string; brief: string | undefined }) =>
    `Unknown for ${span}${brief === undefined ? '' : `: ${brief}`}.`,
  unknownNow: (brief: string | undefined) =>
    `Unknown right now${brief === undefined ? '' : `: ${brief}`}.`,
  lastSeen: ({ at, lefts }: { at: string; lefts: readonly Left[] }) =>
    `Last seen ${at}: ${leftsOf(lefts)} left.`,
  unreadable: 'Kimi sent no usable numbers.',
  hasReset: 'Reset since the last refresh.',
  howLongUnknown: 'Not used up. How long it lasts is unknown.',
  leftNow: (lefts: readonly Left[]) => `Left now: ${leftsOf(lefts)}.`,
  noData: 'No data yet.',

  /** At a window's corner, beside its colour. */
  corner: {
    lasts: 'lasts',
    probably: 'probably lasts',
    short: 'runs short',
    out: 'used up',
    waitsFor: (noun: string) => `waits for the ${noun}`,
    unreadable: 'unreadable',
  },
};

function leftsOf(lefts: readonly Left[]): string {
  return lefts.map(({ noun, share }) => `${noun} ${share}`).join(', ');
}

function listOf(nouns: readonly string[]): string {
  return nouns.length < 2 ? nouns.join('') : `${nouns.slice(0, -1).join(', ')} and ${nouns.at(-1)}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]+$/.test(text) ? text.toLowerCase() : text;
}

function ofTightest(noun: string | undefined, text: string): string {
  return noun === undefined ? upperFirst(text) : `Tightest: ${noun}, ${text}`;
}
