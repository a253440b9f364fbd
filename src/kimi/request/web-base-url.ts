import { Failure } from '../../domain/failure.ts';
import { readBaseUrl } from './base-url.ts';

/**
 * Where the web gateway is: Kimi's own site, or an override under the same rules as the Code API's base.
 * Throws `invalid-request` (`web-base-url`), without repeating what was given.
 */
export function webBaseUrl(override?: string): URL {
  const wish = override?.trim() ?? '';
  const url = readBaseUrl(wish === '' ? 'https://www.kimi.com' : wish);
  if (url === undefined) {
    throw new Failure('invalid-request', 'Kimi web base URL must use HTTPS without user info', {
      detail: { code: 'web-base-url' },
    });
  }
  return url;
}
