import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import zlib from 'node:zlib';
import { Failure } from '../../../../src/domain/failure.ts';
import { createNodeClock } from '../../../../src/host/clock.ts';
import { createNodeHttp } from '../../../../src/host/http/http.ts';

const text = '{"usage":{"limit":"100","used":"28"}}';
const oneMiB = 1024 * 1024;

type Reply = {
  readonly body: Buffer;
  readonly encoding?: string | undefined;
  readonly status?: number | undefined;
};

/** Requests one reply over a real connection. */
async function receive(t: TestContext, { body, encoding, status = 200 }: Reply) {
  let accepted: string | undefined;
  const server = http.createServer((request, response) => {
    accepted = request.headers['accept-encoding'];
    response
      .writeHead(status, encoding === undefined ? {} : { 'Content-Encoding': encoding })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const response = await createNodeHttp({ clock: createNodeClock(), env: {} }).request({
    method: 'GET',
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    headers: {},
    signal: new AbortController().signal,
  });
  return { ...response, accepted };
}

const plain = Buffer.from(text);
const forms: Readonly<Record<string, Reply>> = {
  'no encoding': { body: plain },
  identity: { body: plain, encoding: 'identity' },
  gzip: { body: zlib.gzipSync(plain), encoding: 'gzip' },
  'X-GZIP': { body: zlib.gzipSync(plain), encoding: 'X-GZIP' },
  'gzip without a header': { body: zlib.gzipSync(plain) },
  'a header without gzip': { body: plain, encoding: 'gzip' },
  deflate: { body: zlib.deflateSync(plain), encoding: 'deflate' },
  'raw deflate': { body: zlib.deflateRawSync(plain), encoding: 'deflate' },
  br: { body: zlib.brotliCompressSync(plain), encoding: 'br' },
  zstd: { body: zlib.zstdCompressSync(plain), encoding: 'zstd' },
  'gzip, br': { body: zlib.brotliCompressSync(zlib.gzipSync(plain)), encoding: 'gzip, br' },
};

for (const [name, reply] of Object.entries(forms)) {
  test(`a response is decoded: ${name}`, async (t) => {
    const { body, accepted } = await receive(t, reply);
    assert.equal(body, text);
    assert.equal(accepted, 'identity');
  });
}

test('an empty response may claim any encoding', async (t) => {
  assert.equal((await receive(t, { body: Buffer.alloc(0), encoding: 'br' })).body, '');
});

const packers = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };

for (const [encoding, pack] of Object.entries(packers)) {
  test(`${encoding}: 1 MiB is the limit after decoding`, async (t) => {
    const largest = pack(Buffer.alloc(oneMiB, 'x'));
    assert.equal((await receive(t, { body: largest, encoding })).body.length, oneMiB);
    const bomb = pack(Buffer.alloc(64 * oneMiB, 'x'));
    assert.ok(bomb.length < oneMiB);
    await assert.rejects(receive(t, { body: bomb, encoding }), isUnreadable('too-large'));
  });
}

const broken: Readonly<Record<string, Reply>> = {
  'cut short': { body: zlib.gzipSync(plain).subarray(0, 30), encoding: 'gzip' },
  'not br': { body: Buffer.from('\xff\xff\xff'), encoding: 'br' },
  unknown: { body: plain, encoding: 'lzma' },
  'too many': { body: plain, encoding: 'gzip, gzip, gzip' },
};

for (const [name, reply] of Object.entries(broken)) {
  test(`a broken encoding is unreadable, but the status of an error counts: ${name}`, async (t) => {
    await assert.rejects(receive(t, reply), isUnreadable('not-json'));
    const { status, body } = await receive(t, { ...reply, status: 503 });
    assert.deepEqual([status, body], [503, '']);
  });
}

function isUnreadable(code: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof Failure && error.kind === 'unreadable-answer' && error.detail?.code === code;
}
