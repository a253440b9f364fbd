import { readEnvValue } from '../host/env-value.ts';
import type { AccountSettings } from '../config/account-settings.ts';
import type { Settings } from '../config/settings.ts';
import { textDigest } from '../domain/text-digest.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { Env } from '../host/host.ts';
import { mainVariables } from './account-variables.ts';

export type CacheIdentity = {
  readonly settings: Settings;
  /** A named account; the main one if undefined. */
  readonly account?: AccountSettings | undefined;
  readonly choice: SourceChoice;
  readonly env: Env;
};

/**
 * The slot for cached usage: 16 hex digits that change whenever the configured credential, source,
 * account or endpoint changes, so that usage of one account is never shown for another. They do not
 * reveal the values. Sign-ins of Kimi Code and browsers do not count: nothing is opened here.
 */
export function cacheSlot({ settings, account, choice, env }: CacheIdentity): string {
  const { provider, codeBaseUrl, webBaseUrl } = settings;
  const { apiKey, cookieHeader, region } = account ?? provider;
  const variables =
    account === undefined ? mainVariables.map((name) => readEnvValue(env, name) ?? null) : [];
  const identity = [
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
  return textDigest(JSON.stringify(identity));
}
