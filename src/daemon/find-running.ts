import type { Host } from '../host/host.ts';
import { isListenerOfAnother } from '../host/http/listener-owner.ts';

const patienceMs = 1500;

/**
 * The version of the KimiBar that answers at an address; undefined where something else, or nothing, does. Another user's is
 * something else: it would be shown a token, and its page a key.
 */
export async function findRunning(
  { http, files }: Pick<Host, 'http' | 'files'>,
  address: URL,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (isListenerOfAnother({ files }, Number(address.port))) return undefined;
  try {
    const answer = await http.request({
      method: 'GET',
      url: new URL('/health', address),
      headers: {},
      timeoutMs: patienceMs,
      signal,
    });
    const health: unknown = answer.status === 200 ? JSON.parse(answer.body) : undefined;
    if (typeof health !== 'object' || health === null) return undefined;
    const { status, version } = health as Record<string, unknown>;
    return status === 'ok' &&
      typeof version === 'string' &&
      answer.headers['server']?.startsWith('KimiBar') === true
      ? version
      : undefined;
  } catch {
    return undefined;
  }
}
