/** A JWT with these claims and no valid signature. */
export function jwtOf(claims: Readonly<Record<string, unknown>>): string {
  return `${encoded({ alg: 'HS256' })}.${encoded(claims)}.c2ln`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
