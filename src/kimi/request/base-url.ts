import { Failure } from '../../domain/failure.ts';
import { kimiSites, siteOf } from '../../domain/kimi-site.ts';
import { readSafeUrl } from '../../domain/safe-url.ts';
import type { Region } from '../../domain/setting-choices.ts';

/**
 * The Code API's base, ending in `/coding/v1`. An override wins over the region; a blank one counts
 * as absent. A missing part of the path is appended, and an endpoint that was pasted with it is
 * removed. Throws `invalid-request` (`base-url`) for an override that breaks a rule, repeated
 * without what may be a secret.
 */
export function codeBaseUrl(from: {
  override?: string | undefined;
  region?: Region | undefined;
}): URL {
  const override = from.override?.trim() ?? '';
  if (override === '')
    return new URL(`https://${kimiSites[siteOf(from.region)].codeApiHost}/coding/v1`);
  const url = readBaseUrl(override);
  if (url === undefined) {
    throw new Failure(
      'invalid-request',
      'Kimi Code API base URL must use HTTPS without user info',
      { detail: { code: 'base-url', subject: `KIMI_CODE_BASE_URL=${withoutSecrets(override)}` } },
    );
  }
  url.pathname = url.pathname.replace(pastedEndpoint, '');
  if (url.pathname.endsWith('/coding/v1')) return url;
  return urlBelow(url, url.pathname.endsWith('/coding') ? '/v1' : '/coding/v1');
}

/**
 * The web gateway's base: Kimi's own site of the region, or an override under the same rules as the Code API's.
 * Throws `invalid-request` (`web-base-url`) as above.
 */
export function webBaseUrl(from: {
  override?: string | undefined;
  region?: Region | undefined;
}): URL {
  const given = from.override?.trim() ?? '';
  const url = readBaseUrl(given === '' ? kimiSites[siteOf(from.region)].web : given);
  if (url === undefined) {
    throw new Failure('invalid-request', 'Kimi web base URL must use HTTPS without user info', {
      detail: { code: 'web-base-url', subject: `KIMI_WEB_BASE_URL=${withoutSecrets(given)}` },
    });
  }
  return url;
}

/** A URL below a base: `path` begins with a slash. */
export function urlBelow(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path;
  return url;
}

/** What users copy from other tools' settings and from examples, behind the base. */
const pastedEndpoint = /(?<=\/coding\/v1)\/(?:usages|me|models|messages|chat\/completions)$/;

/** Keys and tokens are longer than any name of a host that is not one. */
const maybeSecret = /[\w-]{20,}/g;

/**
 * A rejected base URL for a message: without user info, path and query, which may contain a
 * password, and without anything that may be a key.
 */
function withoutSecrets(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*:[\\/]+)?(.*)$/is.exec(text) ?? [];
  const user = rest.includes('@') ? '…@' : '';
  const address = rest.slice(rest.lastIndexOf('@') + 1);
  const [host = ''] = address.split(/[\\/?#]/, 1);
  const path = address.length > host.length + 1 ? '/…' : '';
  const shown = `${scheme}${user}${host}${path}`.replace(maybeSecret, '…');
  return shown.replace(/[^\x20-\x7e…]/g, '?').slice(0, 80);
}

/** Reads a user's base URL, without its trailing slashes. A query breaks a rule as well. */
export function readBaseUrl(text: string): URL | undefined {
  const url = text.includes('?') ? undefined : readSafeUrl(text);
  if (url !== undefined) url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}
