import { Failure } from '../domain/failure.ts';
import { Secret } from '../domain/secret.ts';
import { fitsHeader } from '../domain/header-text.ts';
import { isListOf, isObject, isOneOf, isShape, type Guard } from '../domain/shape.ts';
import type { Host } from '../host/host.ts';

/** An engine with Prometheus' HTTP API. */
export type EngineAddress = {
  /** What comes before `/api/v1/query`. */
  readonly url: URL;
  /** A bearer token, or `user:password`. */
  readonly token?: Secret | undefined;
};

/** A series with its value now. */
export type EngineSample = {
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly value: number;
};

/** The engine could not be asked, or did not understand; `reason` is a code such as `HTTP 401`. */
export class EngineFailure extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

const timeoutMs = 15_000;
/** The order of some fifty thousand accounts. */
const maxBytes = 8 * 1024 * 1024;

type Answer = {
  readonly status: 'success';
  readonly data: {
    readonly resultType: 'vector';
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
};

const isTextRecord: Guard<Readonly<Record<string, string>>> = (
  value,
): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((text) => typeof text === 'string');

const isSampleValue: Guard<readonly [number, string]> = (
  value,
): value is readonly [number, string] =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';

const isAnswer: Guard<Answer> = isShape<Answer>({
  status: isOneOf('success'),
  data: isShape<Answer['data']>({
    resultType: isOneOf('vector'),
    result: isListOf(
      isShape<Answer['data']['result'][number]>({ metric: isTextRecord, value: isSampleValue }),
    ),
  }),
});

/** One instant query. Throws an `EngineFailure`, or the reason of the signal. */
export async function queryEngine(
  { http }: Pick<Host, 'http'>,
  { url: base, token }: EngineAddress,
  { query, signal }: { readonly query: string; readonly signal: AbortSignal },
): Promise<readonly EngineSample[]> {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/query`;
  const response = await http
    .request({
      method: 'POST',
      url,
      headers: {
        Authorization: token === undefined ? undefined : authorization(token),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ query }).toString(),
      timeoutMs,
      maxBytes,
      signal,
    })
    .catch((error: unknown) => {
      if (signal.aborted || !(error instanceof Failure)) throw error;
      throw new EngineFailure(error.detail?.code ?? error.kind);
    });
  if (response.status !== 200) throw new EngineFailure(`HTTP ${response.status}`);
  return samplesIn(response.body);
}

function samplesIn(body: string): readonly EngineSample[] {
  const answer = parsed(body);
  if (!isAnswer(answer)) throw new EngineFailure('not-prometheus');
  return answer.data.result.map(({ metric, value }) => ({
    labels: metric,
    value: Number(value[1]),
  }));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function authorization(token: Secret): Secret {
  const text = token.open();
  // Bearer tokens have no colon (RFC 6750).
  if (text.includes(':')) return new Secret(`Basic ${Buffer.from(text).toString('base64')}`);
  if (!fitsHeader(text)) throw new EngineFailure('invalid-token');
  return new Secret(`Bearer ${text}`);
}
