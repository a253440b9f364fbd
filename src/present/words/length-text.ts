type LengthWords = {
  days(count: number): string;
  hours(count: number): string;
  minutes(count: number): string;
};

/** A window's length in the largest unit that it is a whole number of. A single day is told as 24 hours: it begins at any hour. */
export function lengthText(minutes: number, words: LengthWords): string {
  if (minutes > 1440 && minutes % 1440 === 0) return words.days(minutes / 1440);
  return minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes);
}
