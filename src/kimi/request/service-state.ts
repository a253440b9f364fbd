import { isServiceState, type ServiceState } from '../../domain/service-status.ts';
import type { Host } from '../../host/host.ts';
import { parseResponse } from '../response/parse-response.ts';
import { fieldOf, listOf } from '../response/wire.ts';
import { urlBelow } from './base-url.ts';

/** The component that the page has for the API. */
const componentName = 'Open API';

/** A request to the status page. It never carries a credential. */
type StateRequest = {
  readonly page: URL;
  /** KimiBar's version, for an honest User-Agent. */
  readonly version: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/**
 * The API's state by a status page (Statuspage API v2); undefined if the page does not say.
 * Throws `Failure` for network errors and unreadable bodies.
 */
export async function requestServiceState(
  { http }: Pick<Host, 'http'>,
  { page, version, timeoutMs, signal }: StateRequest,
): Promise<ServiceState | undefined> {
  const { status, body } = await http.request({
    method: 'GET',
    url: urlBelow(page, '/api/v2/summary.json'),
    headers: { Accept: 'application/json', 'User-Agent': `kimibar/${version}` },
    timeoutMs,
    signal,
  });
  if (status !== 200) return undefined;
  const components = listOf(fieldOf(parseResponse(body), 'components'));
  const api = components.find((component) => fieldOf(component, 'name') === componentName);
  const state = fieldOf(api, 'status');
  return isServiceState(state) ? state : undefined;
}
