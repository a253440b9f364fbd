import { windowLengthInId, type QuotaWindow } from '../../domain/quota-window.ts';
import { cleanName } from './clean-text.ts';
import type { Messages } from '../messages/en.ts';

type LengthWords = {
  days(count: number): string;
  hours(count: number): string;
  minutes(count: number): string;
};

/** A window's name: its length in words, or the service's own name if the length is unknown. */
export function windowLabel(
  window: Pick<QuotaWindow, 'id' | 'label' | 'lengthMinutes'>,
  messages: Pick<Messages, 'usage'>,
): string {
  const { windows } = messages.usage;
  switch (window.id) {
    case 'session':
      return windows.session;
    case 'weekly':
      return windows.weekly;
    case 'monthly':
      return windows.monthly;
    case 'code-weekly':
      return windows.codeWeekly;
    default: {
      // Unreliable counters have no length, but the id still contains it.
      const minutes = window.lengthMinutes ?? windowLengthInId(window.id);
      return minutes === undefined
        ? (cleanName(window.label) ?? windows.other)
        : lengthText(minutes, windows);
    }
  }
}

/** A window's name in a sentence about several: `week`, `5-hour`. */
export function windowNoun(
  window: Pick<QuotaWindow, 'id' | 'label' | 'lengthMinutes'>,
  messages: Pick<Messages, 'usage' | 'verdict'>,
): string {
  const { session, weekly, monthly } = messages.verdict.nouns;
  const nouns: Readonly<Record<string, string>> = { session, weekly, monthly };
  return nouns[window.id] ?? windowLabel(window, messages);
}

/**
 * A window's length in the largest unit that divides it. A single day reads `24-hour`, because it
 * can begin at any hour.
 */
export function lengthText(minutes: number, words: LengthWords): string {
  if (minutes > 1440 && minutes % 1440 === 0) return words.days(minutes / 1440);
  return minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes);
}
