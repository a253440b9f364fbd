import type { QuotaWindow } from '../../domain/quota-window.ts';
import { cleanName } from './clean-text.ts';
import { lengthText } from './length-text.ts';
import type { Messages } from '../messages/en.ts';

/** A window's name: its length in words; the service's own name only where the length is not known. */
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
      // Unreliable counters withhold the length, but the name still tells it.
      const minutes = window.lengthMinutes ?? minutesInId(window.id);
      return minutes === undefined
        ? (cleanName(window.label) ?? windows.other)
        : lengthText(minutes, windows);
    }
  }
}

function minutesInId(id: string): number | undefined {
  const digits = /^rate-(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
