import { readEnvValue } from '../host/env-value.ts';
import type { AccountSettings } from '../config/setting-values.ts';
import type { Settings } from '../config/settings.ts';
import { textDigest } from '../domain/text-digest.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { Env } from '../host/host.ts';
import { mainVariables } from './account-variables.ts';

export type CacheIdentity = {
  readonly settings: Settings;
  /** A further account; the main one where absent. */
  readonly account?: AccountSettings | undefined;
  readonly choice: SourceChoice;
  readonly env: Env;
};

/**
 * The slot that a kept reading belongs to: 16 hex digits that change whenever another explicit
 * credential, source, account or endpoint comes into force, so that one account's reading is never
 * shown as another's. The values can't be told from it. It does not see who is signed in at Kimi
 * Code or in a browser: nothing is opened here.
 */
export function cacheSlot({ settings, account, choice, env }: CacheIdentity): string {
  const { provider, codeBaseUrl, webBaseUrl } = settings;
  const { apiKey, cookieHeader, region } = account ?? provider;
  const variables =
    account === undefined ? mainVariables.map((name) => readEnvValue(env, name) ?? null) : [];
  const inForce = [
    account?.name ?? null,
    choice,
    provider.cookieSource,
    region,
    codeBaseUrl ?? null,
    webBaseUrl ?? null,
    apiKey?.open() ?? null,
    cookieHeader?.open() ?? null,
    ...variables,
  ];
  return textDigest(JSON.stringify(inForce));
}
