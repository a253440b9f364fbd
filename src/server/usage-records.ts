import type { SourceChoice } from '../domain/setting-choices.ts';
import type { UsageState } from '../domain/usage-state.ts';
import { usageRecord } from '../present/json/usage-json.ts';
import type { UsageRecord } from '../present/json/usage-record.ts';

/** One record per account that was asked, as `kimibar usage --json --all-accounts` prints them. */
export function usageRecords(
  state: UsageState,
  facts: { nowMs: number; asked: SourceChoice },
): readonly UsageRecord[] {
  if (!state.enabled) return [];
  const { nextRefreshAtMs } = state;
  return state.accounts.flatMap(({ account, outcome }) => {
    if (outcome === undefined) return [];
    return usageRecord(outcome, {
      ...facts,
      ...(account === undefined ? {} : { account }),
      ...(nextRefreshAtMs === undefined ? {} : { nextRefreshAtMs }),
    });
  });
}
