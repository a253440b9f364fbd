/** A token like Kimi's for this subject. By default it expires in 2033. */
export function kimiToken(subject: string, expiresAtMs = 2_000_000_000_000): string {
  const claims = { sub: subject, exp: expiresAtMs / 1000, pad: 'x'.repeat(200) };
  return `${base64url({ alg: 'HS512', typ: 'JWT' })}.${base64url(claims)}.${'s'.repeat(86)}`;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
