/** What the simulator does with a request. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Real milliseconds before the answer starts. */
      readonly delayMs?: number;
      /** Closes the connection in the middle of the body. */
      readonly cutOff?: true;
    }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' };

/** An answer with a JSON body. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
