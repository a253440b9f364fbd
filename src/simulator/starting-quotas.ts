import { monthlyMinutes, sessionMinutes, weeklyMinutes } from '../domain/quota-window.ts';
import type { StartingQuota } from './quota-account.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The 5-hour window: 200 requests in every request-count tier. */
export function session(used: number, resetsInMs: number): StartingQuota {
  return {
    id: 'session',
    limit: 200,
    used,
    lengthMs: sessionMinutes * minuteMs,
    resetsInMs,
    perRequest: 1,
  };
}

/** The week's requests, by tier. */
export function weekly(used: number, resetsInMs: number, limit = 2048): StartingQuota {
  return {
    id: 'weekly',
    limit,
    used,
    lengthMs: weeklyMinutes * minuteMs,
    resetsInMs,
    perRequest: 1,
  };
}

/** The monthly pool in percent of itself, with Kimi Code's share of the use. A month is 30 days. */
export function monthly(used: number, codeUsed: number, resetsInMs: number): StartingQuota {
  return {
    id: 'monthly',
    limit: 100,
    used,
    codeUsed,
    lengthMs: monthlyMinutes * minuteMs,
    resetsInMs,
    perRequest: 0.005,
  };
}
