import assert from 'node:assert/strict';
import test from 'node:test';
import { recognisePastedToken } from '../../../../src/credentials/pasted/pasted-token.ts';
import { countScannedCharacters } from '../../../support/count-scans.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSIsImV4cCI6MTgwMDAwMDAwMH0.c2ln';

/** The form and the value, or the kind. */
function seen(raw: string): string {
  const pasted = recognisePastedToken(raw);
  return pasted.kind === 'token' ? `${pasted.form} ${pasted.token.open()}` : pasted.kind;
}

test('a bare token, also quoted, wrapped over lines, or as a bearer', () => {
  for (const raw of [
    jwt,
    ` "${jwt}"\n`,
    `'${jwt}'`,
    `${jwt.slice(0, 30)}\r\n  ${jwt.slice(30)}`,
    `Bearer ${jwt}`,
    `authorization: bearer ${jwt}`,
  ]) {
    assert.equal(seen(raw), `jwt ${jwt}`);
  }
  assert.equal(seen('test.jwt.token'), 'opaque test.jwt.token');
});

test("the token's own expiry is returned, past or not", () => {
  const pasted = recognisePastedToken(`Cookie: kimi-auth=${jwt}`);
  assert.equal(pasted.kind === 'token' && pasted.expiresAtMs, 1_800_000_000_000);
  const opaque = recognisePastedToken('kimi-auth=opaque');
  assert.equal(opaque.kind === 'token' && opaque.expiresAtMs, undefined);
});

test('one cookie, quoted, encoded or with blanks around', () => {
  const encoded = encodeURIComponent(`kimi-auth=${jwt}`);
  for (const raw of [
    `kimi-auth=${jwt}`,
    `kimi-auth = "${jwt}"`,
    `KIMI-AUTH=${jwt.replaceAll('.', '%2E')}`,
    `kimi-auth=%22${jwt}%22`,
    encoded,
  ]) {
    assert.equal(seen(raw), `cookie ${jwt}`, raw);
  }
});

test('whole headers, in one line or in many', () => {
  for (const raw of [
    `Cookie: a=1; kimi-auth=${jwt}; b="x y"`,
    `a=1;kimi-auth=${jwt}`,
    `Set-Cookie: kimi-auth=${jwt}; Path=/; HttpOnly`,
    `GET /code HTTP/2\r\nHost: www.kimi.com\r\ncookie: theme=dark; kimi-auth=${jwt}\r\naccept: */*`,
    `cookie: theme=dark\nauthorization: Bearer ${jwt}`,
    `access_token=other; kimi-auth=${jwt}`,
  ]) {
    assert.equal(seen(raw), `cookie-header ${jwt}`, raw);
  }
});

const url = 'https://www.kimi.com/apiv2/kimi.gateway.billing.v1.BillingService/GetUsages';

test('a copied curl command in every quoting', () => {
  for (const raw of [
    `curl '${url}' -H 'Cookie: a=1; kimi-auth=${jwt}' --data-raw '{"scope":["FEATURE_CODING"]}'`,
    `curl '${url}' \\\n  -H 'accept: */*' \\\n  -b 'theme="dark"; kimi-auth=${jwt}; z=1' \\\n  --compressed`,
    `curl "${url}" -H "cookie: a=\\"1\\"; kimi-auth=${jwt}"`,
    `curl '${url}' -H $'cookie: name=O\\'Neil\\u0021; kimi-auth=${jwt}'`,
    `curl ${url} --header=cookie:kimi-auth=${jwt}`,
    `curl ${url} --cookie kimi-auth=${jwt}`,
    `curl ${url} --cookie=kimi-auth=${jwt}`,
    `curl ${url} -bkimi-auth=${jwt}`,
    `$ curl ${url} -H cookie:\\ kimi-auth=${jwt}`,
    `curl.exe ^"${url}^" ^\r\n  -H ^"accept: */*^" ^\r\n  -b ^"theme=^\\^"dark^\\^"; kimi-auth=${jwt}^"`,
    `curl "${url}" ^\r\n  -H "Cookie: kimi-auth=${jwt}"`,
    `curl '${url}' -H 'authorization: Bearer ${jwt}' -b 'theme=dark'`,
    `curl '${url}' -H 'cookie: unclosed=1; kimi-auth=${jwt}`,
  ]) {
    assert.equal(seen(raw), `curl ${jwt}`, raw);
  }
  assert.equal(seen(`curl '${url}' -b $'a=\\'; kimi-auth=opaque'`), 'curl opaque');
  assert.equal(
    seen(`curl '${url}' -H 'authorization: Bearer sk-kimi-x' -b cookies.txt`),
    'no-session-cookie',
  );
});

test('exports of cookie tools are recognised', () => {
  for (const raw of [
    JSON.stringify([
      { name: 'a', value: '1' },
      { domain: '.kimi.com', name: 'kimi-auth', value: jwt },
    ]),
    JSON.stringify({ cookies: [{ name: 'kimi-auth', value: jwt }] }),
    JSON.stringify({ 'kimi-auth': jwt }),
    `# Netscape HTTP Cookie File\n.kimi.com\tTRUE\t/\tTRUE\t1800000000\tkimi-auth\t${jwt}`,
    `kimi-auth\t${jwt}\twww.kimi.com\t/`,
    `$session.Cookies.Add((New-Object System.Net.Cookie("kimi-auth", "${jwt}", "/", "www.kimi.com")))`,
    `[broken, "kimi-auth": "${jwt}"`,
  ]) {
    assert.equal(seen(raw), `export ${jwt}`, raw);
  }
  assert.equal(seen('[{"name":"kimi-auth","value":""}]'), 'no-session-cookie');
  assert.equal(seen('["kimi-auth","value"'), 'no-session-cookie');
});

test('other texts than sessions are named', () => {
  assert.equal(seen(''), 'empty');
  assert.equal(seen(' "" '), 'empty');
  for (const raw of ['sk-kimi-abc', '"sk-kimi-abc"', 'sk-abc', 'kimi-auth=sk-kimi-abc'])
    assert.equal(seen(raw), 'api-key', raw);
  for (const raw of [
    'a=1; b=2',
    'kimi-auth=',
    'kimi-auth=two words',
    'xkimi-auth=1',
    'kimi-authx=1',
    '{}',
    `curl ${url}`,
  ]) {
    assert.equal(seen(raw), 'no-session-cookie', raw);
  }
  for (const raw of [
    'word',
    'two words',
    url,
    `${jwt.split('.').slice(0, 2).join('.')}`,
    '%',
    '%E0%A4%A',
    'x'.repeat(300_000),
  ]) {
    assert.equal(seen(raw), 'unrecognised', raw.slice(0, 80));
  }
});

test('long nonsense is read in a fixed number of passes', () => {
  const length = 20_000;
  for (const part of [
    "$'",
    '\\"',
    ' ',
    ' \n',
    'kimi-auth ',
    "'",
    '^"',
    '%25',
    'curl ',
    '-H ',
    '"',
    'a.',
    '=;',
  ]) {
    for (const start of ['', 'curl ', '[', 'Cookie: ']) {
      const text = start + part.repeat(Math.floor(length / part.length));
      let kind: string | undefined;
      const scanned = countScannedCharacters(() => (kind = recognisePastedToken(text).kind));
      assert.notEqual(kind, 'token', JSON.stringify(start + part));
      assert.ok(
        scanned < 100 * length,
        `${JSON.stringify(start + part)}: ${scanned / length} passes`,
      );
    }
  }
});
