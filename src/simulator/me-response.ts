import { plans, type PlanName } from './plans.ts';
import type { JsonObject } from './quota-rows.ts';

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
