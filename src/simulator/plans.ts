import type { JsonObject } from './reply.ts';

type Plan = {
  readonly level: string;
  readonly userLevel: number;
  readonly weeklyRequests?: number | undefined;
  /** 1 if absent. */
  readonly goodsVersion?: 2 | undefined;
};

/** Kimi's plans in the words of its services; `weeklyRequests` for plans sold by requests. */
export const plans = {
  Adagio: { level: 'LEVEL_FREE', userLevel: 0, weeklyRequests: 0 },
  Andante: { level: 'LEVEL_TRIAL', userLevel: 5, weeklyRequests: 1024 },
  Moderato: { level: 'LEVEL_BASIC', userLevel: 10, weeklyRequests: 2048 },
  Allegretto: { level: 'LEVEL_INTERMEDIATE', userLevel: 20, weeklyRequests: 7168 },
  Vivace: { level: 'LEVEL_STANDARD', userLevel: 30, weeklyRequests: 7168 },
  // The second catalogue. Its levels are not publicly known: these are the first one's.
  Go: { level: 'LEVEL_FREE', userLevel: 0, goodsVersion: 2 },
  Plus: { level: 'LEVEL_TRIAL', userLevel: 5, goodsVersion: 2 },
  Pro: { level: 'LEVEL_BASIC', userLevel: 10, goodsVersion: 2 },
  Max: { level: 'LEVEL_INTERMEDIATE', userLevel: 20, goodsVersion: 2 },
  Ultra: { level: 'LEVEL_STANDARD', userLevel: 30, goodsVersion: 2 },
} as const satisfies Readonly<Record<string, Plan>>;

export type PlanName = keyof typeof plans;

/** The catalogue that sells the plan. */
export function goodsVersionOf(plan: PlanName): 1 | 2 {
  const { goodsVersion }: Plan = plans[plan];
  return goodsVersion ?? 1;
}

/** Body of `GET /coding/v1/me`. */
export function meResponse(userId: string, plan: PlanName): JsonObject {
  return {
    user_id: userId,
    nickname: 'Demo',
    region: 'REGION_CN',
    user_level: plans[plan].userLevel,
    user_level_name: plan,
    goods_version: goodsVersionOf(plan),
    status: 'USER_STATUS_NORMAL',
  };
}
