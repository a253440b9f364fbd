import { languages } from './language.ts';

// The choices of each setting, in the order in which they are offered.

export const sourceChoices = ['auto', 'api', 'cli', 'web'] as const;
/** One source, or all of them in order. */
export type SourceChoice = (typeof sourceChoices)[number];

export const cookieSourceChoices = ['auto', 'manual', 'off'] as const;
/** The source of web sessions: found automatically, only pasted, or none. */
export type CookieSource = (typeof cookieSourceChoices)[number];

export const regionChoices = ['auto', 'mainland', 'global'] as const;
/** Which of Kimi's two services a key belongs to; `auto` is the mainland's. */
export type Region = (typeof regionChoices)[number];

export const meterChoices = ['left', 'used'] as const;
/** Whether meters show what is left or what is used. */
export type Meters = (typeof meterChoices)[number];

/** `auto` follows the system. */
export const languageChoices = ['auto', ...languages] as const;

export const cadenceChoices = [1, 5, 15, 30, 'adaptive'] as const;
/** How often the daemon refreshes: a fixed number of minutes, or adapted to use. */
export type Cadence = (typeof cadenceChoices)[number];
/** The cadence in force: also any other number of minutes from 1, if a flag asks for it. */
export type EffectiveCadence = number | 'adaptive';

/** What `adaptive` amounts to on a typical day. */
const adaptiveMinutes = 5;

/** How far apart refreshes are while they succeed. */
export function refreshIntervalMs(cadence: EffectiveCadence): number {
  return (cadence === 'adaptive' ? adaptiveMinutes : cadence) * 60_000;
}

/** Percent left at which `quota-low` is notified. */
export const thresholdRange = { min: 1, max: 99 } as const;
export const maxThresholds = 5;
