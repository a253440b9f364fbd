import type { GoodsVersion } from '../../domain/cached-usage.ts';

/** The first catalogue's names by level. LEVEL_STANDARD is the top plan, despite its name. */
const planByLevel = new Map([
  ['LEVEL_FREE', 'Adagio'],
  ['LEVEL_TRIAL', 'Andante'],
  ['LEVEL_BASIC', 'Moderato'],
  ['LEVEL_INTERMEDIATE', 'Allegretto'],
  ['LEVEL_ADVANCED', 'Allegro'],
  ['LEVEL_STANDARD', 'Vivace'],
]);

/** Weekly requests of the plans that count requests. */
const planByWeeklyRequests = new Map([
  [1_024, 'Andante'],
  [2_048, 'Moderato'],
  [7_168, 'Allegretto'],
]);

/**
 * The plan's name from the best source: the profile's name, else the membership level, else the
 * weekly request limit. Undefined if none of them says it. A level that the first catalogue lacks,
 * or that is from another catalogue, is shown as it came: there the same level is another plan.
 */
export function planName(known: {
  profileName?: string | undefined;
  level?: string | undefined;
  goodsVersion?: GoodsVersion | undefined;
  weeklyRequestLimit?: number | undefined;
}): string | undefined {
  const level =
    known.level === undefined || known.level === 'LEVEL_UNSPECIFIED' ? '' : known.level.trim();
  if (known.profileName !== undefined && known.profileName !== '') return known.profileName;
  const isFirst = known.goodsVersion === undefined || known.goodsVersion === 'first';
  if (level !== '') return isFirst ? (planByLevel.get(level) ?? level) : level;
  return known.weeklyRequestLimit === undefined || !isFirst
    ? undefined
    : planByWeeklyRequests.get(known.weeklyRequestLimit);
}
