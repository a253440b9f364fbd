import { fieldOf, numberOf, textOf } from './wire.ts';

const minutesPerUnit = new Map([
  ['SECOND', 1 / 60],
  ['MINUTE', 1],
  ['HOUR', 60],
  ['DAY', 1_440],
  ['WEEK', 10_080],
]);

/** Ten years: beyond that a duration is an overflow, not a window. */
const maxMinutes = 5_256_000;

/**
 * The length of a window in whole minutes. Units in Kimi's spelling (`TIME_UNIT_HOUR`) or bare
 * (`HOUR`). Undefined if the unit is unknown or the duration is not a positive, whole, plausible
 * number of minutes: the meter is then shown without a length, since a guess would also name the
 * wrong window.
 */
export function lengthInMinutes(duration: unknown, unit: unknown): number | undefined {
  const perUnit = minutesPerUnit.get((textOf(unit) ?? '').toUpperCase().replace(/^TIME_UNIT_/, ''));
  const count = numberOf(duration);
  if (perUnit === undefined || count === undefined) return undefined;
  const minutes = count * perUnit;
  const whole = Math.round(minutes);
  return whole > 0 && whole <= maxMinutes && Math.abs(minutes - whole) < 1e-9 ? whole : undefined;
}

/** The length of a row of `limits[]`, from its `window`, the row itself or its `detail`. */
export function readLength(row: unknown): number | undefined {
  const holders = [fieldOf(row, 'window'), row, fieldOf(row, 'detail')];
  const holder = holders.find((candidate) => fieldOf(candidate, 'duration') !== undefined);
  return lengthInMinutes(fieldOf(holder, 'duration'), fieldOf(holder, 'timeUnit', 'time_unit'));
}
