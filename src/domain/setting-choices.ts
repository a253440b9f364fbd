import { languages } from './language.ts';

// The words each setting offers, in the order they are shown, and the type they make.

export const sourceChoices = ['auto', 'api', 'cli', 'web'] as const;
/** The person's wish: one source, or all of them in order. */
export type SourceChoice = (typeof sourceChoices)[number];

export const cookieSourceChoices = ['auto', 'manual', 'off'] as const;
/** Where browser sessions may come from: found by themselves, pasted only, or not at all. */
export type CookieSource = (typeof cookieSourceChoices)[number];

export const regionChoices = ['auto', 'mainland', 'global'] as const;
/** Which of Kimi's two Code APIs a key belongs to; `auto` is the mainland's. */
export type Region = (typeof regionChoices)[number];

export const meterChoices = ['left', 'used'] as const;
/** Do meters fill up with what is left, or with what is used? */
export type Meters = (typeof meterChoices)[number];

/** `auto` follows the system. */
export const languageChoices = ['auto', ...languages] as const;

export const cadenceChoices = [1, 5, 15, 30, 'adaptive'] as const;
/** How often the daemon refreshes: a fixed number of minutes, or as the moment calls for. */
export type Cadence = (typeof cadenceChoices)[number];
