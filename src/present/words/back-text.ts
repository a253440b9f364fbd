import type { Messages } from '../messages/en.ts';
import { formatCountdown } from './countdown.ts';
import { formatLocalTime } from './local-time.ts';

/** When a window that is used up is back: `back in 2h 5m (15:23)`, `back any moment`. `timeZone` undefined is the system's. */
export function backText(
  resetsAtMs: number,
  nowMs: number,
  timeZone: string | undefined,
  messages: Messages,
): string {
  const inMs = resetsAtMs - nowMs;
  if (inMs < 1000) return messages.usage.backNow;
  return messages.usage.backIn({
    span: formatCountdown(inMs, messages),
    at: formatLocalTime(resetsAtMs, nowMs, timeZone, messages),
  });
}
