import type { AccountSettings } from '../config/account-settings.ts';
import type { ProviderSettings } from '../config/settings.ts';
import type { AttemptSource, SkippedReason } from '../domain/attempt.ts';
import { siteOf } from '../domain/kimi-site.ts';
import { isChosen, isWebSource } from '../domain/source-choice.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import { createApiKeySource, type ReadKeyring } from './api-key-source.ts';
import { createCliLoginSource } from './cli-login-source.ts';
import { createOpenCodeSource } from './opencode-source.ts';
import type { CredentialSource, PlannedSource } from './credential.ts';
import { createEnvTokenSource } from './env-token-source.ts';
import { createKimiDesktopSource, type DesktopDeps } from './kimi-desktop-source.ts';
import { createManualCookieSource } from './manual-cookie-source.ts';

export type PlanDeps = DesktopDeps & {
  readonly readKeyring: ReadKeyring;
  /** One per browser, in the order they are tried. */
  readonly browserSources: readonly CredentialSource[];
};

export type SourceSelection = {
  readonly provider: ProviderSettings;
  /** A named account: then only its own key and cookie count. */
  readonly account?: AccountSettings | undefined;
  readonly choice: SourceChoice;
};

/**
 * All sources in the order they are tried; skipped ones have a reason instead and are not created.
 * Reads nothing.
 */
export function planSources(deps: PlanDeps, selection: SourceSelection): readonly PlannedSource[] {
  const { provider, account } = selection;
  const { apiKey, cookieHeader } = account ?? provider;
  const keyPlaces = {
    readEnv: account === undefined,
    configKey: apiKey,
    readKeyring: deps.readKeyring,
  };
  const places: readonly (readonly [AttemptSource, () => CredentialSource])[] = [
    ['api-key', () => createApiKeySource(deps, keyPlaces)],
    ['cli', () => createCliLoginSource(deps)],
    ['opencode', () => createOpenCodeSource(deps, provider.region)],
    ['manual-cookie', () => createManualCookieSource(deps, cookieHeader)],
    ['env-token', () => createEnvTokenSource(deps)],
    ['desktop', () => createKimiDesktopSource(deps, siteOf((account ?? provider).region))],
    ...deps.browserSources.map((source) => ['browser', () => source] as const),
  ];
  return places.map(([id, create]) => {
    const skipped = skippedReason(id, selection);
    return skipped === undefined ? create() : { id, skipped };
  });
}

function skippedReason(
  id: AttemptSource,
  { provider, account, choice }: SourceSelection,
): SkippedReason | undefined {
  if (account !== undefined && id !== 'api-key' && id !== 'manual-cookie') return 'other-account';
  if (!isChosen(id, choice)) return 'other-source-chosen';
  if (provider.cookieSource === 'off' && isWebSource(id)) return 'cookie-source-off';
  if (provider.cookieSource === 'manual' && (id === 'desktop' || id === 'browser'))
    return 'cookie-source-manual';
  return undefined;
}
