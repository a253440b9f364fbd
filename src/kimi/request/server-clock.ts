import { readHttpDate } from '../../host/http/http-dates.ts';
import { kimiTime } from '../../domain/clock-offset.ts';
import type { Host, HttpRequest, HttpResponse } from '../../host/host.ts';

/** When a request was sent and its response received, by this machine's clock. */
type Exchange = { readonly sentAtMs: number; readonly receivedAtMs: number };

/** The clocks when a response came. */
export type ServerTimes = {
  /** As in `HasClockOffset`. */
  readonly clockOffsetMs: number | undefined;
  /** The time by Kimi's clock, epoch milliseconds. */
  readonly nowMs: number;
};

/** Clocks that differ by less are right: latency and rounding are of no concern then. */
const minOffsetMs = 2 * 60_000;
/** No server has a time outside of these years. */
const earliestMs = Date.UTC(2020, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);
/** No cache keeps responses longer. */
const maxAgeSeconds = 86_400;

/** Sends a request and compares the clocks. Rejects as `Http.request` does. */
export async function timedRequest(
  { http, clock }: Pick<Host, 'http' | 'clock'>,
  request: HttpRequest,
): Promise<ServerTimes & { readonly response: HttpResponse }> {
  const sentAtMs = clock.now();
  const response = await http.request(request);
  const receivedAtMs = clock.now();
  const clockOffsetMs = measureClockOffset(response, { sentAtMs, receivedAtMs });
  return { response, clockOffsetMs, nowMs: kimiTime({ clockOffsetMs }, receivedAtMs) };
}

/**
 * How far this machine's clock is ahead of the server's, by the response's `Date` (and `Age`, if it
 * comes from a cache); negative if it is behind. The server wrote it at some moment between sending
 * and receiving, so only what no such moment explains counts. Undefined if the clocks agree within
 * two minutes, or the header is missing or absurd.
 */
export function measureClockOffset(
  { headers }: Pick<HttpResponse, 'headers'>,
  { sentAtMs, receivedAtMs }: Exchange,
): number | undefined {
  const dateMs = readHttpDate(headers['date']);
  if (dateMs === undefined || dateMs < earliestMs || dateMs > latestMs) return undefined;
  const serverMs = dateMs + readAge(headers['age']) * 1000;
  if (sentAtMs - serverMs > minOffsetMs) return sentAtMs - serverMs;
  return receivedAtMs - serverMs < -minOffsetMs ? receivedAtMs - serverMs : undefined;
}

function readAge(header: string | undefined): number {
  const seconds = /^\d{1,6}$/.test(header ?? '') ? Number(header) : 0;
  return seconds <= maxAgeSeconds ? seconds : 0;
}
