import type { NotifyKind } from '../../domain/notify-target.ts';
import type { PushAnswer } from '../../domain/push-result.ts';
import { isObject } from '../../domain/shape.ts';
import type { HttpResponse } from '../../host/host.ts';
import { readRetryAfter } from '../../host/http/http-dates.ts';

/** The field of a service's own number, which values mean success, and which mean "too many". */
type Codes = { readonly keys: readonly string[]; readonly ok: number; readonly busy: number[] };

/**
 * From the services' own lists of codes: Feishu 11232 and 9499, DingTalk 130101, WeCom 45009 are
 * rate limits; -1 is a busy system at DingTalk and WeCom.
 */
const codes: Readonly<Partial<Record<NotifyKind, Codes>>> = {
  feishu: { keys: ['code', 'StatusCode'], ok: 0, busy: [9499, 11_232] },
  dingtalk: { keys: ['errcode'], ok: 0, busy: [-1, 130_101] },
  wecom: { keys: ['errcode'], ok: 0, busy: [-1, 45_009] },
  bark: { keys: ['code'], ok: 200, busy: [] },
};

/** The services answer 200 with a number of their own, which is what counts. */
export function readPushAnswer(
  kind: NotifyKind,
  { status, headers, body }: HttpResponse,
  nowMs: number,
): PushAnswer {
  if (status === 429 || (status >= 502 && status <= 504))
    return { kind: 'busy', code: `HTTP ${status}`, retryAfterMs: retryAfter(headers, body, nowMs) };
  if (status < 200 || status > 299) return { kind: 'rejected', code: `HTTP ${status}` };
  const own = codes[kind];
  if (own === undefined) return { kind: 'sent' };
  const code = numberAt(body, own.keys);
  if (code === own.ok) return { kind: 'sent' };
  if (code === undefined) return { kind: 'rejected', code: `HTTP ${status}` };
  return { kind: own.busy.includes(code) ? 'busy' : 'rejected', code: String(code) };
}

/** From the header, or, from Telegram, in seconds from the body. */
function retryAfter(
  headers: HttpResponse['headers'],
  body: string,
  nowMs: number,
): number | undefined {
  const json = parsed(body);
  const parameters = isObject(json) ? json['parameters'] : undefined;
  const inBody = isObject(parameters) ? parameters['retry_after'] : undefined;
  return readRetryAfter(headers['retry-after'] ?? String(inBody), nowMs);
}

function numberAt(body: string, keys: readonly string[]): number | undefined {
  const json = parsed(body);
  if (!isObject(json)) return undefined;
  const values = keys.map((key) => json[key]);
  return values.find((value): value is number => typeof value === 'number');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
