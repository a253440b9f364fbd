/** A window's name such as `5-hour`, or a time span such as `2h 5m` in both languages. */
const whole = /(\d+-[a-z]+|\d+[dhm] \d+[hms]|\d+ (?:天|小时|分钟) ?(?:\d+ (?:小时|分钟|秒))?)/;

/** A text with its window names and time spans each kept on one line. */
export function unbroken(text: string) {
  return text
    .split(whole)
    .map((part, index) => (index % 2 === 0 ? part : <span class="whole">{part}</span>));
}
