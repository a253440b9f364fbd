import { browserNow } from '../browser.ts';
import { liveCountdown } from './live-countdown.ts';
import type { Live } from './live-usage.ts';
import type { Words } from '../words.ts';

/** When the page connects again, and how to start the server. */
export function offlineText({ retryAtMs = 0 }: Live, words: Words): string {
  const { offline } = words.page;
  const waitMs = retryAtMs - browserNow();
  return waitMs >= 1000 ? offline.text(liveCountdown(waitMs, words)) : offline.trying;
}
