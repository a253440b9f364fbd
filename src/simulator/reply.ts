/** What the simulator does with a request. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Real milliseconds before the answer starts. */
      readonly delayMs?: number | undefined;
      /** Closes the connection in the middle of the body. */
      readonly cutOff?: true | undefined;
    }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' };

/** A response with a JSON body; headers without a value are dropped. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string | undefined>> = {},
): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...present(headers) },
    body: JSON.stringify(body),
  };
}

function present(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
