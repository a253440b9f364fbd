import type { CountdownWords } from '../card/card-style.ts';
import type { Messages } from '../messages/en.ts';

/** Countdowns to the second, for where somebody watches. */
export function tickingWords(messages: Messages): CountdownWords {
  const span = (ms: number): string => formatTicking(ms, messages);
  return { span, resetsIn: (ms) => messages.watch.resetsIn(span(ms)) };
}

/** A time span to the second on a clock's face: `0:42`, `12:05`, `3:12:05`, `2d 03:12:05`. Never negative. */
export function formatTicking(ms: number, messages: Pick<Messages, 'usage'>): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const [days, hours, minutes, seconds] = [
    Math.floor(total / 86_400),
    Math.floor((total % 86_400) / 3600),
    Math.floor((total % 3600) / 60),
    total % 60,
  ];
  if (days > 0)
    return `${messages.usage.tightSpan({ days })} ${two(hours)}:${two(minutes)}:${two(seconds)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
