/** What the service calls the level, and what people bought. LEVEL_STANDARD is the top one, despite its name. */
const planByLevel = new Map([
  ['LEVEL_FREE', 'Adagio'],
  ['LEVEL_TRIAL', 'Andante'],
  ['LEVEL_BASIC', 'Moderato'],
  ['LEVEL_INTERMEDIATE', 'Allegretto'],
  ['LEVEL_ADVANCED', 'Allegro'],
  ['LEVEL_STANDARD', 'Vivace'],
]);

/** Weekly requests of the tiers that are metered in requests. */
const planByWeeklyRequests = new Map([
  [1_024, 'Andante'],
  [2_048, 'Moderato'],
  [7_168, 'Allegretto'],
]);

/**
 * The plan's name by the best that is known: the profile's own word, else the membership level (one not in the table is
 * shown as it came), else the weekly request limit. Undefined where nothing tells it.
 */
export function planName(known: {
  profileName?: string | undefined;
  level?: string | undefined;
  weeklyRequestLimit?: number | undefined;
}): string | undefined {
  const level =
    known.level === undefined || known.level === 'LEVEL_UNSPECIFIED' ? '' : known.level.trim();
  if (known.profileName !== undefined && known.profileName !== '') return known.profileName;
  if (level !== '') return planByLevel.get(level) ?? level;
  return known.weeklyRequestLimit === undefined
    ? undefined
    : planByWeeklyRequests.get(known.weeklyRequestLimit);
}
