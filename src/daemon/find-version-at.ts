import { endpoints, parseBody } from '../domain/daemon-api.ts';
import type { Host } from '../host/host.ts';
import { isListenerOfAnother } from '../host/http/listener-owner.ts';

const healthTimeoutMs = 1500;

/**
 * The version of the KimiBar that serves at an address; undefined if nothing or something else
 * does. Another user's KimiBar counts as something else: it must not receive this user's token, nor
 * its page a key.
 */
export async function findVersionAt(
  { http, files }: Pick<Host, 'http' | 'files'>,
  address: URL,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (isListenerOfAnother({ files }, address)) return undefined;
  try {
    const { method, path } = endpoints.health;
    const { status, headers, body } = await http.request({
      method,
      url: new URL(path, address),
      headers: {},
      timeoutMs: healthTimeoutMs,
      signal,
    });
    const [, version] = /^KimiBar\/(\S+)$/.exec(headers['server'] ?? '') ?? [];
    if (status !== 200 || version === undefined) return undefined;
    // The version in the body may be another one, for clients of another program.
    parseBody(endpoints.health, body);
    return version;
  } catch {
    return undefined;
  }
}
