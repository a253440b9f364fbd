import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import test from 'node:test';
import { isListenerOfAnother } from '../../../../src/host/http/listener-owner.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const [own, other] = [1000, 1001];

/** One line of `/proc/net/tcp` or `tcp6`. */
const line = (local: string, uid: number, state = '0A'): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 4711 1`;

function isOthers(address: string, tcp: readonly string[], tcp6: readonly string[] = []): boolean {
  const tables: Readonly<Record<string, string>> = {
    '/proc/net/tcp': [head, ...tcp].join('\n'),
    '/proc/net/tcp6': [head, ...tcp6].join('\n'),
  };
  const { files } = createNodeHost({ env: {} });
  const host = { files: { ...files, readText: (path: string) => tables[path] } };
  return isListenerOfAnother(host, new URL(address), own);
}

const at = '2221'; // 8737
const v4 = 'http://127.0.0.1:8737/';
const v6 = 'http://[::1]:8737/';
const [loopback, other5, anyV4] = ['0100007F', '0500007F', '00000000'];
const [loopback6, anyV6, mapped] = [
  '00000000000000000000000001000000',
  '0'.repeat(32),
  '0000000000000000FFFF00000100007F',
];

for (const [title, expected, ...args] of [
  ['our own server', false, v4, [line(`${loopback}:${at}`, own)]],
  ["another user's", true, v4, [line(`${loopback}:${at}`, other)]],
  ["root's", false, v4, [line(`${loopback}:${at}`, 0)]],
  [
    "ours, and another user's at another address of the same port",
    false,
    v4,
    [line(`${other5}:${at}`, other), line(`${loopback}:${at}`, own)],
  ],
  ["another user's at another address only", false, v4, [line(`${other5}:${at}`, other)]],
  ["another user's at all addresses", true, v4, [line(`${anyV4}:${at}`, other)]],
  ["another user's at all addresses, both families", true, v4, [], [line(`${anyV6}:${at}`, other)]],
  ["another user's at the mapped address", true, v4, [], [line(`${mapped}:${at}`, other)]],
  ["another user's at another port", false, v4, [line(`${loopback}:2222`, other)]],
  ["another user's connection", false, v4, [line(`${loopback}:${at}`, other, '01')]],
  ["another user's, IPv6", true, v6, [], [line(`${loopback6}:${at}`, other)]],
  ['ours, IPv6', false, v6, [line(`${loopback}:${at}`, other)], [line(`${loopback6}:${at}`, own)]],
  ["another user's, by name", true, 'http://localhost:8737/', [line(`${loopback}:${at}`, other)]],
  ['an unreadable table', false, v4, ['garbage', '   0: 01:02']],
] as const) {
  test(`${title}: ${expected ? 'not trusted' : 'trusted'}`, () =>
    assert.equal(isOthers(args[0], args[1], args[2]), expected));
}

test(
  'the addresses of this machine are read',
  { skip: process.platform !== 'linux' },
  async (t) => {
    for (const host of ['127.0.0.1', '::1', '::', '0.0.0.0']) {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      t.after(() => server.close());
      const { port } = server.address() as AddressInfo;
      const name = host === '::1' ? '[::1]' : '127.0.0.1';
      const machine = createNodeHost({ env: {} });
      const stranger = 4711;
      const isRoot = process.getuid?.() === 0;
      const address = new URL(`http://${name}:${port}/`);
      assert.equal(isListenerOfAnother(machine, address, stranger), !isRoot, host);
      assert.equal(isListenerOfAnother(machine, address), false, host);
    }
  },
);
