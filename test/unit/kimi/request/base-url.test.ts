import assert from 'node:assert/strict';
import test from 'node:test';
import { readBaseUrl, urlBelow } from '../../../../src/kimi/request/base-url.ts';
import { codeBaseUrl } from '../../../../src/kimi/request/base-url.ts';
import { webBaseUrl } from '../../../../src/kimi/request/base-url.ts';

const refused = [
  'http://proxy.example.com',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://localhost./',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1/',
  'http://[::ffff:127.0.0.1]/',
  'http://0.0.0.0/',
  'https://127.1/',
  'https://0x7f.0.0.1/',
  'https://2130706433/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://user@api.kimi.com',
  'https://user:pass@api.kimi.com',
  'https://@api.kimi.com',
  'https://api.kimi.com@evil.example',
  'https://api%2ekimi.com/',
  'https://api.kimi.com%2f.evil.example/',
  'https://api.kimi.com%00.evil.example/',
  'https://ａpi.kimi.com/',
  'https://api。kimi.com/',
  'https://аpi.kimi.com/',
  'https:\\\\api.kimi.com',
  'https://api.kimi.com\\@evil.example',
  'https:api.kimi.com',
  'https:///api.kimi.com',
  'https://',
  'https://api.kimi.com:99999',
  'https://api.kimi.com/?to=evil',
  'https://api.kimi.com/#part',
  'https://api.ki\tmi.com/',
  'https://api.kimi.com/\nx',
  'ftp://api.kimi.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'api.kimi.com',
  '//api.kimi.com',
  '127.0.0.1:8080',
];

for (const text of refused) {
  test(`rejected: ${JSON.stringify(text)}`, () => {
    assert.equal(readBaseUrl(text), undefined);
  });
}

const accepted: readonly (readonly [string, string])[] = [
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/coding/v1'],
  ['http://[::1]:8080/', 'http://[::1]:8080/coding/v1'],
  ['http://localhost', 'http://localhost/coding/v1'],
  ['HTTPS://API.KIMI.COM', 'https://api.kimi.com/coding/v1'],
  ['https://api.kimi.com:443/coding', 'https://api.kimi.com/coding/v1'],
  ['https://proxy.example/kimi//', 'https://proxy.example/kimi/coding/v1'],
  ['https://proxy.example/coding/v1///', 'https://proxy.example/coding/v1'],
  ['https://api.kimi.com/coding/v1/usages', 'https://api.kimi.com/coding/v1'],
  ['https://proxy.example/kimi/coding/v1/usages/', 'https://proxy.example/kimi/coding/v1'],
  ['https://api.kimi.com/coding/v1/chat/completions', 'https://api.kimi.com/coding/v1'],
  ['https://api.kimi.com/usages', 'https://api.kimi.com/usages/coding/v1'],
  ['https://proxy.example/mycoding', 'https://proxy.example/mycoding/coding/v1'],
  ['https://xn--pi-6kc.example', 'https://xn--pi-6kc.example/coding/v1'],
  ['  https://api.kimi.ai  ', 'https://api.kimi.ai/coding/v1'],
];

for (const [override, base] of accepted) {
  test(`accepted: ${override}`, () => {
    assert.equal(codeBaseUrl({ override }).href, base);
  });
}

test('without an override the region decides', () => {
  assert.equal(codeBaseUrl({}).href, 'https://api.kimi.com/coding/v1');
  assert.equal(
    codeBaseUrl({ region: 'auto', override: '  ' }).href,
    'https://api.kimi.com/coding/v1',
  );
  assert.equal(codeBaseUrl({ region: 'mainland' }).href, 'https://api.kimi.com/coding/v1');
  assert.equal(codeBaseUrl({ region: 'global' }).href, 'https://api.kimi.ai/coding/v1');
  assert.equal(
    codeBaseUrl({ region: 'global', override: 'https://a.example' }).href,
    'https://a.example/coding/v1',
  );
});

const repeated: readonly (readonly [string, string])[] = [
  ['garbage', 'garbage'],
  ['api.kimi.com/coding/v1', 'api.kimi.com/…'],
  ['http://relay.example:8080', 'http://relay.example:8080'],
  ['https://user:hunter2@proxy.example.com/x', 'https://…@proxy.example.com/…'],
  ['https:\\\\user:hunter2@proxy.example.com', 'https:\\\\…@proxy.example.com'],
  ['user:hunter2@proxy.example.com', '…@proxy.example.com'],
  ['https://user:a/hunter2@b@proxy.example.com', 'https://…@proxy.example.com'],
  ['http://proxy.example/?key=hunter2', 'http://proxy.example/…'],
  ['http://proxy.example#hunter2', 'http://proxy.example/…'],
  ['sk-kimi-0123456789hunter2', '…'],
  ['http://sk-kimi-0123456789hunter2.example', 'http://….example'],
  ['https://api.kimi.com/\nhunter2', 'https://api.kimi.com/…'],
  ['https://\u001b[31mapi', 'https://?[31mapi'],
];

for (const [override, shown] of repeated) {
  test(`a rejected override is named without secrets: ${JSON.stringify(override)}`, () => {
    assert.throws(
      () => codeBaseUrl({ override }),
      names('base-url', `KIMI_CODE_BASE_URL=${shown}`),
    );
    assert.throws(
      () => webBaseUrl({ override }),
      names('web-base-url', `KIMI_WEB_BASE_URL=${shown}`),
    );
  });
}

test('the web gateway is Kimi’s own site, or the override with its path', () => {
  assert.equal(webBaseUrl({}).href, 'https://www.kimi.com/');
  assert.equal(webBaseUrl({ region: 'auto' }).href, 'https://www.kimi.com/');
  assert.equal(webBaseUrl({ region: 'global' }).href, 'https://www.kimi.ai/');
  assert.equal(webBaseUrl({ override: '' }).href, 'https://www.kimi.com/');
  assert.equal(
    urlBelow(webBaseUrl({ override: 'http://127.0.0.1:9/' }), '/apiv2/x').href,
    'http://127.0.0.1:9/apiv2/x',
  );
  assert.equal(
    urlBelow(webBaseUrl({ override: 'https://proxy.example/kimi/' }), '/apiv2/x').href,
    'https://proxy.example/kimi/apiv2/x',
  );
});

function names(code: string, subject: string): (error: Error) => true {
  return (error) => {
    const all = JSON.stringify({ ...error, message: error.message, stack: error.stack });
    assert.ok(!all.includes('hunter2'), all);
    assert.deepEqual('detail' in error && error.detail, { code, subject });
    return true;
  };
}
