import { Failure } from '../../domain/failure.ts';
import type { Region } from '../../domain/setting-choices.ts';
import { readBaseUrl, urlBelow } from './base-url.ts';

/**
 * The Code API's base, ending in `/coding/v1`. An override wins over the region; one that is empty or blank counts as absent.
 * What is missing of the path is appended. Throws `invalid-request` (`base-url`) for an override that breaks a rule;
 * the message does not repeat it, since it may hold a password.
 */
export function codeBaseUrl(wish: {
  override?: string | undefined;
  region?: Region | undefined;
}): URL {
  const override = wish.override?.trim() ?? '';
  if (override === '')
    return new URL(
      `https://${wish.region === 'global' ? 'api.kimi.ai' : 'api.kimi.com'}/coding/v1`,
    );
  const url = readBaseUrl(override);
  if (url === undefined) {
    throw new Failure(
      'invalid-request',
      'Kimi Code API base URL must use HTTPS without user info',
      { detail: { code: 'base-url' } },
    );
  }
  if (url.pathname.endsWith('/coding/v1')) return url;
  return urlBelow(url, url.pathname.endsWith('/coding') ? '/v1' : '/coding/v1');
}
