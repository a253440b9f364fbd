import { isObject, isOneOf } from './shape.ts';

/**
 * What a service said of a message. `code` is the service's own number or the HTTP status, never
 * its text. `busy`: nothing was sent, and the same message may be sent again later.
 */
export type PushAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'busy'; readonly code: string; readonly retryAfterMs?: number | undefined };

/** `unsure`: sent, but no answer came; sending it again could show it twice. */
export type PushResult =
  | PushAnswer
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unsure' }
  | { readonly kind: 'incomplete' };

const isWithoutCode = isOneOf('sent', 'unreachable', 'unsure', 'incomplete');
const isWithCode = isOneOf('rejected', 'busy');

/** A result as the daemon sends it to the page. */
export function isPushResult(value: unknown): value is PushResult {
  if (!isObject(value)) return false;
  const { kind, code } = value;
  return isWithoutCode(kind) || (isWithCode(kind) && typeof code === 'string');
}
