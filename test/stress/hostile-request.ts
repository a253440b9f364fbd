import { pick } from '../support/random.ts';

/** What is sent, and the one status below 400 that the response may have; 0 for none. */
export type HostileRequest = {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly mayAnswer: number;
};

type Make = (random: () => number) => {
  readonly text: string;
  readonly mayAnswer?: number | undefined;
};

const get = (path: string, headers = '', host = 'localhost'): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`;
const hidden = get('/api/v1/state');
const post = (headers: string, body: string): string =>
  `POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`;
const many = (random: () => number, most: number): number => 1 + Math.floor(random() * most);

/**
 * Two readers of one connection may disagree where a request ends: the second one would see the
 * hidden request.
 */
const smuggling = [
  post(`Content-Length: 6\r\nTransfer-Encoding: chunked\r\n`, `0\r\n\r\n${hidden}`),
  post(`Transfer-Encoding: chunked\r\nContent-Length: 4\r\n`, `5c\r\n${hidden}\r\n0\r\n\r\n`),
  post(`Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n`, hidden),
  post(`Content-Length: 0, ${hidden.length}\r\n`, hidden),
  post(`Content-Length: +0\r\n`, hidden),
  post(`Content-Length: 0x0\r\n`, hidden),
  post(`Content-Length: -1\r\n`, hidden),
  post(`Content-Length : 0\r\n`, hidden),
  post(`Transfer-Encoding: xchunked\r\n`, hidden),
  post(`Transfer-Encoding: chunked, identity\r\n`, hidden),
  post(`Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n`, hidden),
  post(`Transfer-Encoding:\u000bchunked\r\n`, `0\r\n\r\n${hidden}`),
  post(` Transfer-Encoding: chunked\r\n`, `0\r\n\r\n${hidden}`),
  post(`X: y\n Transfer-Encoding: chunked\r\n`, `0\r\n\r\n${hidden}`),
  post(`Transfer-Encoding: chunked\r\n`, `ffffffffffffffffff\r\n${hidden}`),
  post(`Transfer-Encoding: chunked\r\n`, `0;${'x'.repeat(20_000)}\r\n\r\n`),
  post(`Transfer-Encoding: chunked\r\n`, `-1\r\n\r\n${hidden}`),
  `GET /usage HTTP/1.1\nHost: localhost\n\n${hidden}`,
  `GET /usage HTTP/1.1\r\nHost: localhost\r\nX: a\rGET /api/v1/state HTTP/1.1\r\n\r\n`,
  `GET /usage HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n`,
];

const steps = [
  '..',
  '%2e%2e',
  '%2E.',
  '..%2f',
  '%5c..',
  '....//',
  '.%00.',
  '%c0%ae%c0%ae',
  '%u002e',
  ';',
  '\u00e4',
  '%',
  '%zz',
  '%ff',
  '~',
];
const targets = [
  'etc/passwd',
  'config.json',
  '.config/kimibar/config.json',
  'api/v1/state/..',
  'proc/self/environ',
  'con',
  '',
];

const makes: Readonly<Record<string, Make>> = {
  smuggling: (random) => ({ text: pick(random, smuggling) }),
  'giant header': (random) => ({
    text: get(
      '/usage',
      `${'X'.repeat(many(random, 40))}: ${'y'.repeat(20_000 + many(random, 200_000))}\r\n`,
    ),
  }),
  'many headers': (random) => ({
    text: get(
      '/usage',
      Array.from({ length: 2_000 + many(random, 5_000) }, (_, at) => `X-${at}: 1\r\n`).join(''),
    ),
    // Node reads the first two thousand headers and ignores the rest.
    mayAnswer: 200,
  }),
  'long path': (random) => ({ text: get(`/${'a/'.repeat(10_000 + many(random, 50_000))}`) }),
  'path trick': (random) => ({
    text: get(
      `/${Array.from({ length: many(random, 6) }, () => pick(random, steps)).join('/')}/${pick(random, targets)}`,
    ),
    // `/a/..` is `/`: the page.
    mayAnswer: 200,
  }),
  query: (random) => ({
    text: get(
      `${pick(random, ['/usage', '/api/v1/history', '/health', '/api/v1/settings'])}?${pick(random, ['provider', 'since', 'window', '__proto__', 'a[b]'])}=${pick(random, ['%', '%ff%fe', '__proto__', '%00', '-1', '1e999', 'kimi', '../../x', "' OR 1=1"])}`,
    ),
    mayAnswer: 200,
  }),
  method: (random) => ({
    text: `${pick(random, ['PUT', 'DELETE', 'TRACE', 'CONNECT', 'OPTIONS', 'BREW', 'get', 'PRI', '', 'GET\0', 'PROPFIND'])} ${pick(random, ['/', '*', '/usage', 'localhost:22', 'http://evil.example/'])} HTTP/${pick(random, ['1.1', '1.0', '2.0', '9.9', '1.1.1', ''])}\r\nHost: localhost\r\n\r\n`,
  }),
  host: (random) => ({
    text: get(
      '/api/v1/state',
      '',
      pick(random, [
        'evil.example',
        'localhost.evil.example',
        '127.0.0.1.nip.io',
        'localhost@evil.example',
        '0',
        '2130706433',
        '[::ffff:127.0.0.1]',
        'localhost:99999999',
        'localhost/',
        ' ',
        'LOCALHOST\t.evil',
        '\u00ff',
      ]),
    ),
  }),
  origin: (random) => ({
    text: post(
      `Origin: ${pick(random, ['null', 'https://evil.example', 'http://localhost.evil', 'file://', 'http://127.0.0.1:1', ''])}\r\nContent-Length: 0\r\n`,
      '',
    ),
  }),
  // Requests that a page of another site can make a browser send without a preflight.
  'cross-site': (random) => ({
    text: pick(random, [
      post(
        `Origin: https://evil.example\r\nContent-Type: ${pick(random, ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'application/json'])}\r\nContent-Length: 2\r\n`,
        '{}',
      ),
      get(
        pick(random, [
          '/api/v1/state',
          '/api/v1/events',
          '/usage',
          '/metrics',
          '/api/v1/settings',
          '/dashboard/v1/snapshot',
        ]),
        `Sec-Fetch-Site: ${pick(random, ['cross-site', 'same-site', 'CROSS-SITE', 'none, cross-site', ''])}\r\nSec-Fetch-Mode: ${pick(random, ['no-cors', 'cors', 'navigate', 'websocket'])}\r\n`,
      ),
      get(
        '/api/v1/events',
        `Origin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`,
      ),
      `OPTIONS /api/v1/settings HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: PATCH\r\nAccess-Control-Request-Private-Network: true\r\n\r\n`,
    ]),
  }),
  body: (random) => ({
    text: `PATCH /api/v1/settings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${pick(random, ['', 'Content-Encoding: gzip\r\n', 'Expect: 100-continue\r\n'])}Content-Length: 60\r\n\r\n${pick(
      random,
      [
        '{"__proto__":{"source":"web"}}',
        '['.repeat(60),
        '{"apiKey":"\\ud800"}',
        '{"cadence":1e999}',
        '\u00ff\u00fe{\0}',
        '{"a":1}',
        'null',
        '"'.repeat(60),
      ],
    )
      .padEnd(60)
      .slice(0, 60)}`,
  }),
  upgrade: (random) => ({
    text: get(
      '/api/v1/events',
      `Connection: Upgrade\r\nUpgrade: ${pick(random, ['websocket', 'h2c', 'TLS/1.0', ''])}\r\nHTTP2-Settings: AAMAAABk\r\nAuthorization: Bearer ${'x'.repeat(many(random, 9_000))}\r\n`,
    ),
    mayAnswer: 200,
  }),
  noise: (random) => ({
    text: Array.from({ length: many(random, 3_000) }, () =>
      String.fromCharCode(Math.floor(random() * 256)),
    ).join(''),
  }),
};

/** A hostile request. The kinds take turns, so that a few requests include some of each. */
export function hostileRequest(random: () => number, turn: number): HostileRequest {
  const kinds = Object.keys(makes);
  const kind = kinds[turn % kinds.length] ?? '';
  const { text, mayAnswer = 0 } = makes[kind]?.(random) ?? { text: '' };
  return { kind, bytes: Buffer.from(text, 'latin1'), mayAnswer };
}
