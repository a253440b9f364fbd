import { Failure } from '../../../src/domain/failure.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { Host, HttpResponse, HttpRequest } from '../../../src/host/host.ts';

/** What was sent, its headers opened as they would be on the wire. */
export type SentRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

/**
 * An answer: raw, or a body to be sent as JSON with 200; a failure is thrown; `silence` never
 * answers until it is aborted.
 */
export type FakeAnswer =
  | {
      readonly status: number;
      readonly body?: string | undefined;
      readonly headers?: HttpResponse['headers'] | undefined;
    }
  | Failure
  | 'silence'
  | object;

export type FakeKimi = {
  readonly host: Pick<Host, 'http' | 'clock' | 'log'>;
  readonly sent: SentRequest[];
  /**
   * Every wait that was asked for, in milliseconds; each is over at once, after whatever was ready.
   */
  readonly waits: number[];
  readonly logged: string[];
  /** Requests that were ended before they were answered, by URL. */
  readonly ended: string[];
};

/**
 * Kimi as a few canned answers by the end of the path; everything else is 404. `answerTo` may
 * decide by request instead. Time stands still.
 */
export function createFakeKimi(
  answers:
    | Readonly<Record<string, FakeAnswer>>
    | ((request: SentRequest) => FakeAnswer | undefined),
): FakeKimi {
  const sent: SentRequest[] = [];
  const waits: number[] = [];
  const logged: string[] = [];
  const ended: string[] = [];
  const answerTo =
    typeof answers === 'function'
      ? answers
      : ({ url }: SentRequest) =>
          Object.entries(answers).find(([ending]) => url.endsWith(ending))?.[1];
  return {
    sent,
    waits,
    logged,
    ended,
    host: {
      clock: {
        now: () => Date.UTC(2026, 8, 20),
        async sleep(ms, signal) {
          waits.push(ms);
          await new Promise((resolve) => setImmediate(resolve));
          signal?.throwIfAborted();
        },
      },
      http: {
        async request(request) {
          request.signal.throwIfAborted();
          const opened = openRequest(request);
          sent.push(opened);
          return await give(answerTo(opened), request.signal, () => ended.push(opened.url));
        },
      },
      log: { debug: (message, facts) => logged.push(`${message} ${JSON.stringify(facts ?? {})}`) },
    },
  };
}

function openRequest({ method, url, headers, body }: HttpRequest): SentRequest {
  const opened = Object.entries(headers).map(([name, value]) => [
    name,
    value instanceof Secret ? value.open() : value,
  ]);
  return {
    method,
    url: url.href,
    headers: Object.fromEntries(opened),
    body: typeof body === 'string' ? body : undefined,
  };
}

async function give(
  answer: FakeAnswer | undefined,
  signal: AbortSignal,
  onEnd: () => void,
): Promise<HttpResponse> {
  if (answer === undefined) return { status: 404, headers: {}, body: '' };
  if (answer instanceof Failure) throw answer;
  if (answer === 'silence') return await silence(signal, onEnd);
  if (isRaw(answer))
    return { status: answer.status, headers: answer.headers ?? {}, body: answer.body ?? '' };
  return { status: 200, headers: {}, body: JSON.stringify(answer) };
}

function isRaw(answer: object): answer is {
  status: number;
  body?: string | undefined;
  headers?: HttpResponse['headers'] | undefined;
} {
  return 'status' in answer && typeof answer.status === 'number';
}

function silence(signal: AbortSignal, onEnd: () => void): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      onEnd();
      reject(signal.reason);
    });
  });
}
