import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Settings } from '../config/settings.ts';
import { isServiceState, type ServiceState, type ServiceStatus } from '../domain/service-status.ts';
import { isNumber, isShape, isText, optional } from '../domain/shape.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { readBaseUrl } from '../kimi/request/base-url.ts';
import { requestServiceState } from '../kimi/request/service-state.ts';
import { version } from './version.ts';

/** The status page of Moonshot, for both regions. */
const kimisPage = 'https://status.moonshot.cn';

/** Outages change slowly, and the page must not suffer from them as well. */
const maxAgeMs = 5 * 60_000;

export type StatusRequest = {
  /** In milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

type Machine = Pick<Host, 'http' | 'files' | 'env' | 'platform' | 'clock' | 'log'>;

/** The last result for a page; `state` is undefined if the page did not say. */
type CachedState = {
  readonly page: string;
  readonly checkedAtMs: number;
  readonly state?: ServiceState | undefined;
};

/**
 * What Kimi's status page says about the API, at most five minutes old. Undefined if it does not
 * say, cannot be reached in time, or does not apply: turned off, or another address than Kimi's.
 * Never throws.
 */
export async function readServiceStatus(
  host: Machine,
  settings: Settings,
  request: StatusRequest,
): Promise<ServiceStatus | undefined> {
  const page = pageOf(settings);
  if (page === undefined) return undefined;
  const path = join(dataFolder(host.env, host.platform), 'status-page.json');
  const cached = readCached(host, path, page);
  if (cached !== undefined) return statusOf(page, cached.state);
  const state = await requestState(host, page, request);
  const checked = { page: page.href, checkedAtMs: host.clock.now(), state };
  await saveCached(host, path, checked);
  return statusOf(page, state);
}

function pageOf(settings: Settings): URL | undefined {
  const { statusPage, statusPageUrl, codeBaseUrl, webBaseUrl } = settings;
  if (!statusPage) return undefined;
  if (statusPageUrl !== undefined) return readBaseUrl(statusPageUrl.trim());
  // The trouble of a relay is not Kimi's.
  return codeBaseUrl === undefined && webBaseUrl === undefined ? new URL(kimisPage) : undefined;
}

function statusOf(page: URL, state: ServiceState | undefined): ServiceStatus | undefined {
  return state === undefined ? undefined : { state, page: page.host };
}

async function requestState(
  host: Machine,
  page: URL,
  request: StatusRequest,
): Promise<ServiceState | undefined> {
  try {
    return await requestServiceState(host, { ...request, page, version });
  } catch (error) {
    host.log.debug('continuing without the status page', { cause: String(error) });
    return undefined;
  }
}

function readCached({ files, clock }: Machine, path: string, page: URL): CachedState | undefined {
  const cached = readJson(files, path);
  if (!isCachedState(cached) || cached.page !== page.href) return undefined;
  const ageMs = clock.now() - cached.checkedAtMs;
  return ageMs >= 0 && ageMs < maxAgeMs ? cached : undefined;
}

const isCachedState = isShape<CachedState>({
  page: isText,
  checkedAtMs: isNumber,
  state: optional(isServiceState),
});

/** Without a cache the page is only requested more often. */
async function saveCached({ files }: Machine, path: string, checked: CachedState): Promise<void> {
  try {
    refuseLinkedFolder(files, path);
    await files.writeCache(path, `${JSON.stringify(checked)}\n`);
  } catch {
    // A read-only disk has been reported with the usage.
  }
}
