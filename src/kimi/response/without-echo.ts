import { escapeSequences } from '../../domain/escape-sequences.ts';
import type { Secret } from '../../domain/secret.ts';

/** No credential is this short, and replacing single letters would garble names. */
const minSecretLength = 8;
/** So much of a credential in a row is no coincidence. */
const stretchLength = 12;

/**
 * A parsed response without the credential of its request: a service, or a proxy in between, may
 * echo it, and names and labels are shown and cached. Any stretch of 12 characters counts, in any
 * case, and so does one with characters in between that are not printable ASCII: cleaning a text
 * for display would remove them. Runs on parsed texts, so that escapes hide nothing, and before
 * texts are shortened.
 */
export function withoutEcho(value: unknown, token: Secret): unknown {
  const secret = token.open().toLowerCase();
  if (secret.length < minSecretLength) return value;
  const length = Math.min(stretchLength, secret.length);
  const stretches = new Set<string>();
  for (let at = 0; at + length <= secret.length; at += 1)
    stretches.add(secret.slice(at, at + length));
  return replaceIn(value, { stretches, length });
}

type Stretches = { readonly stretches: ReadonlySet<string>; readonly length: number };

function replaceIn(value: unknown, secret: Stretches): unknown {
  if (typeof value === 'string') return value.length < secret.length ? value : blot(value, secret);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceIn(item, secret)]),
  );
}

/** Twice: what terminals take for an escape sequence may hold the credential, or divide it. */
function blot(text: string, secret: Stretches): string {
  const shown = blotVisible(text, secret, [...text.matchAll(escapeSequences)]);
  return blotVisible(shown, secret, []);
}

/** `hidden` are parts of the text that do not count. */
function blotVisible(
  text: string,
  { stretches, length }: Stretches,
  hidden: readonly RegExpExecArray[],
): string {
  const visible = visiblePositions(text, hidden);
  const letters = visible
    .map((at) => text.charAt(at))
    .join('')
    .toLowerCase();
  let result = '';
  let copiedTo = 0;
  let blottedTo = 0;
  for (let at = 0; at + length <= letters.length; at += 1) {
    if (!stretches.has(letters.slice(at, at + length))) continue;
    const start = visible[at] ?? 0;
    if (at >= blottedTo) result += `${text.slice(copiedTo, start)}[secret]`;
    blottedTo = at + length;
    copiedTo = (visible[blottedTo - 1] ?? 0) + 1;
  }
  return copiedTo === 0 ? text : result + text.slice(copiedTo);
}

/** The positions of the printable ASCII characters. */
function visiblePositions(text: string, hidden: readonly RegExpExecArray[]): number[] {
  const positions: number[] = [];
  let next = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sequence = hidden[next];
    if (sequence?.index === at) {
      next += 1;
      at += sequence[0].length - 1;
    } else if (/[!-~]/.test(text.charAt(at))) positions.push(at);
  }
  return positions;
}
