import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import { Failure } from '../../../../src/domain/failure.ts';
import { findProxy } from '../../../../src/host/http/proxy-variables.ts';

const kimi = new URL('https://api.kimi.com/coding/v1/usages');

/** As `protocol host port user password`, with the last two only if there are any. */
function found(env: Readonly<Record<string, string>>, url = kimi): string | undefined {
  const proxy = findProxy(url, env);
  if (proxy === undefined) return undefined;
  const { protocol, host, port, user, password } = proxy;
  return [protocol, host, port, user, password?.open()]
    .filter((part) => part !== undefined)
    .join(' ');
}

const addresses: readonly (readonly [string, string])[] = [
  ['http://proxy.example:3128', 'http proxy.example 3128'],
  ['proxy.example:3128', 'http proxy.example 3128'],
  ['127.0.0.1:7890', 'http 127.0.0.1 7890'],
  ['  "http://proxy.example:3128" ', 'http proxy.example 3128'],
  ['HTTP://proxy.example', 'http proxy.example 80'],
  ['https://proxy.example', 'https proxy.example 443'],
  ['http://[::1]:3128', 'http ::1 3128'],
  ['[::1]:3128', 'http ::1 3128'],
  ['http://user:pa%20ss@proxy.example:1', 'http proxy.example 1 user pa ss'],
  ['user:50%@proxy.example:1', 'http proxy.example 1 user 50%'],
  ['socks5://127.0.0.1', 'socks5 127.0.0.1 1080'],
  ['socks5h://user:pw@[::1]:1081', 'socks5h ::1 1081 user pw'],
  ['socks4://127.0.0.1:1', 'socks4 127.0.0.1 1'],
  ['socks4a://127.0.0.1:1', 'socks4a 127.0.0.1 1'],
  ['socks://127.0.0.1:7890/', 'socks5h 127.0.0.1 7890'],
];

for (const [address, proxy] of addresses) {
  test(`HTTPS_PROXY=${address} is ${proxy}`, () => {
    assert.equal(found({ HTTPS_PROXY: address }), proxy);
  });
}

for (const address of ['ftp://u:hunter2@proxy.example', 'http://u:hunter2@', 'u:hunter2@a b']) {
  test(`an unusable address fails without being repeated: ${address}`, () => {
    assert.throws(
      () => findProxy(kimi, { HTTPS_PROXY: address }),
      (error) => {
        assert.ok(error instanceof Failure);
        assert.deepEqual([error.kind, error.detail?.code], ['offline', 'proxy']);
        return !inspect(error, { depth: 9 }).includes('hunter2');
      },
    );
  });
}

test('lower case comes before upper case, the scheme’s own variable before ALL_PROXY', () => {
  const all = { https_proxy: 'a:1', HTTPS_PROXY: 'b:1', all_proxy: 'c:1', ALL_PROXY: 'd:1' };
  const order = [];
  for (const name of Object.keys(all)) {
    const rest = Object.entries(all).slice(Object.keys(all).indexOf(name));
    order.push(found(Object.fromEntries(rest)));
  }
  assert.deepEqual(order, ['http a 1', 'http b 1', 'http c 1', 'http d 1']);
  assert.equal(found({ https_proxy: ' ', HTTPS_PROXY: 'b:1' }), 'http b 1');
  assert.equal(found({ HTTP_PROXY: 'b:1' }), undefined);
  assert.equal(found({}), undefined);
});

const exceptions: readonly (readonly [string, string, boolean])[] = [
  ['api.kimi.com', 'https://api.kimi.com', true],
  ['kimi.com', 'https://api.kimi.com', true],
  ['.kimi.com', 'https://api.kimi.com', true],
  ['.kimi.com', 'https://kimi.com', true],
  ['*.kimi.com', 'https://api.kimi.com', true],
  ['KIMI.COM.', 'https://api.kimi.com', true],
  ['imi.com', 'https://api.kimi.com', false],
  ['api.kimi.com.evil.example', 'https://api.kimi.com', false],
  ['*', 'https://api.kimi.com', true],
  ['example.com, *', 'https://api.kimi.com', true],
  ['localhost,127.0.0.1  kimi.com', 'https://api.kimi.com', true],
  ['kimi.com:443', 'https://api.kimi.com', true],
  ['kimi.com:8443', 'https://api.kimi.com', false],
  ['kimi.com:8443', 'https://api.kimi.com:8443', true],
  ['kimi.com', 'https://api.kimi.com:8443', true],
  ['127.0.0.1', 'https://127.0.0.1:8443', true],
  ['0.0.1', 'https://127.0.0.1', false],
  ['127.0.0.0/8', 'https://127.9.0.1', true],
  ['10.0.0.0/8', 'https://127.9.0.1', false],
  ['127.0.0.0/99', 'https://127.0.0.0', false],
  ['::1', 'https://[::1]', true],
  ['[::1]', 'https://[::1]:8443', true],
  ['[::1]:8443', 'https://[::1]:8443', true],
  ['[::1]:8443', 'https://[::1]', false],
  ['0:0:0:0:0:0:0:1', 'https://[::1]', true],
  ['fd00::/8', 'https://[fd12::1]', true],
  ['', 'https://api.kimi.com', false],
  [', ,', 'https://api.kimi.com', false],
  ['.', 'https://api.kimi.com', false],
];

for (const [list, url, isDirect] of exceptions) {
  test(`NO_PROXY=${list || '(empty)'} ${isDirect ? 'exempts' : 'does not exempt'} ${url}`, () => {
    const proxy = found({ ALL_PROXY: 'p:1', NO_PROXY: list }, new URL(url));
    assert.equal(proxy, isDirect ? undefined : 'http p 1');
  });
}
