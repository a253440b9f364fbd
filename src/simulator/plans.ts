import type { JsonObject } from './reply.ts';

/** Kimi's plans in the words of its services; `weeklyRequests` for plans sold by requests. */
export const plans = {
  Adagio: { level: 'LEVEL_FREE', userLevel: 0, weeklyRequests: 0 },
  Andante: { level: 'LEVEL_TRIAL', userLevel: 5, weeklyRequests: 1024 },
  Moderato: { level: 'LEVEL_BASIC', userLevel: 10, weeklyRequests: 2048 },
  Allegretto: { level: 'LEVEL_INTERMEDIATE', userLevel: 20, weeklyRequests: 7168 },
  Vivace: { level: 'LEVEL_STANDARD', userLevel: 30, weeklyRequests: 7168 },
} as const;

export type PlanName = keyof typeof plans;

/** Body of `GET /coding/v1/me`. */
export function meResponse(userId: string, plan: PlanName): JsonObject {
  return {
    user_id: userId,
    nickname: 'Demo',
    region: 'REGION_CN',
    user_level: plans[plan].userLevel,
    user_level_name: plan,
    goods_version: 1,
    status: 'USER_STATUS_NORMAL',
  };
}
