import type { Readable, Writable } from 'node:stream';

type Message = {
  readonly id?: number | undefined;
  readonly method?: string | undefined;
  readonly result?: Record<string, unknown> | undefined;
  readonly error?: { readonly message: string } | undefined;
};

/** Chrome's DevTools protocol over a pair of pipes: JSON messages, each ended by a zero byte. */
export type Cdp = {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  /** Resolves when the event comes next. */
  once(event: string): Promise<void>;
};

export function startCdp(toBrowser: unknown, fromBrowser: unknown): Cdp {
  const [input, output] = [toBrowser as Writable, fromBrowser as Readable];
  const answers = new Map<number, (message: Message) => void>();
  const events = new Map<string, () => void>();
  let buffered = '';
  let lastId = 0;
  input.on('error', () => undefined);
  output.setEncoding('utf8').on('data', (text: string) => {
    const parts = (buffered + text).split('\0');
    buffered = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) events.get(message.method ?? '')?.();
      else answers.get(message.id)?.(message);
    }
  });
  return {
    send(method, params = {}, sessionId) {
      lastId += 1;
      const id = lastId;
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => {
        answers.set(id, ({ result, error }) =>
          error === undefined
            ? resolve(result ?? {})
            : reject(new Error(`${method}: ${error.message}`)),
        );
      });
    },
    once: (event) => new Promise((resolve) => events.set(event, resolve)),
  };
}
