/** Multiples of bytes at which values begin; types that are not listed begin at multiples of 4. */
const alignments: Readonly<Record<string, number>> = {
  y: 1,
  g: 1,
  v: 1,
  n: 2,
  q: 2,
  x: 8,
  t: 8,
  d: 8,
  '(': 8,
  '{': 8,
};

/** See "Marshaling" in the D-Bus specification. */
export function alignmentOf(type: string): number {
  return alignments[type[0] ?? ''] ?? 4;
}

/** `sa{sv}(iu)` → `s`, `a{sv}`, `(iu)`. Throws if a type is incomplete. */
export function splitTypes(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number): number {
  const first = signature[at];
  if (first === undefined || '(){}'.includes(signature.slice(at, at + 2)))
    throw new TypeError(`incomplete type in signature ${signature}`);
  if (first === 'a') return endOfType(signature, at + 1);
  if (first !== '(' && first !== '{') return at + 1;
  let next = at + 1;
  while (signature[next] !== ')' && signature[next] !== '}') next = endOfType(signature, next);
  return next + 1;
}
