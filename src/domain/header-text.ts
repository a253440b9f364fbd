/** Can an HTTP header carry this text? Only Latin-1 without control characters goes over the wire. */
export function fitsHeader(text: string): boolean {
  return /^[\x20-\x7e\xa0-\xff]+$/.test(text);
}

export type Header = { readonly name: string; readonly value: string };

/**
 * The headers of `name=value,name=value`, percent-encoded as in W3C Baggage; undefined in place of
 * one that cannot be sent.
 */
export function headersIn(text: string): readonly (Header | undefined)[] {
  return text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = decoded(pair.slice(at + 1).trim());
    const canBeSent = at > 0 && /^[\w!#$%&'*+.^`|~-]+$/.test(name) && fitsHeader(value);
    return canBeSent ? { name, value } : undefined;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One word of printable ASCII, as keys and tokens in a header are. */
export function isHeaderWord(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Fits a `Cookie` header: the `cookie-octet`s of RFC 6265, section 4.1.1. */
export function isCookieValue(text: string): boolean {
  return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(text);
}
