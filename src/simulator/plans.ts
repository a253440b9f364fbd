/** Kimi's memberships as its services word them; `weeklyRequests` where the tier is sold by requests. */
export const plans = {
  Adagio: { level: 'LEVEL_FREE', userLevel: 0, weeklyRequests: 0 },
  Andante: { level: 'LEVEL_TRIAL', userLevel: 5, weeklyRequests: 1024 },
  Moderato: { level: 'LEVEL_BASIC', userLevel: 10, weeklyRequests: 2048 },
  Allegretto: { level: 'LEVEL_INTERMEDIATE', userLevel: 20, weeklyRequests: 7168 },
  Vivace: { level: 'LEVEL_STANDARD', userLevel: 30, weeklyRequests: 7168 },
} as const;

export type PlanName = keyof typeof plans;
