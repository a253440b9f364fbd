/**
 * A window's name such as `5-hour`, a time span such as `2h 5m` or another number with its unit in
 * both languages, or one of KimiBar's commands.
 */
const wholes = [
  /\d+-[a-z]+/,
  /\d+[dhm] \d+[hms]/,
  /\(\d+ s\)/,
  /\d+\s(?:天|小时|分钟|秒|次|个百分点)(?:\s\d+\s(?:小时|分钟|秒))?[前后]?/,
  /kimibar(?: -*[a-z]+(?:-[a-z]+)*)+/,
];
const whole = new RegExp(`(${wholes.map(({ source }) => source).join('|')})`);

/** A text with its window names, numbers with a unit and commands each kept on one line. */
export function unbroken(text: string) {
  return text
    .split(whole)
    .map((part, index) => (index % 2 === 0 ? part : <span class="whole">{part}</span>));
}
