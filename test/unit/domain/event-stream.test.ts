import assert from 'node:assert/strict';
import test from 'node:test';
import { createEventStreamReader } from '../../../src/domain/event-stream.ts';

function read(pieces: readonly string[]): string[] {
  const seen: string[] = [];
  const feed = createEventStreamReader((data) => seen.push(data));
  for (const piece of pieces) feed(piece);
  return seen;
}

test('events arrive whole, however the stream was cut', () => {
  const stream = 'retry: 3000\n\n: still here\n\nid: 1\ndata: {"a":1}\n\ndata: one\ndata: two\n\n';
  const whole = ['{"a":1}', 'one\ntwo'];
  assert.deepEqual(read([stream]), whole);
  assert.deepEqual(read(stream.split('')), whole);
  for (let cut = 1; cut < stream.length; cut += 1)
    assert.deepEqual(read([stream.slice(0, cut), stream.slice(cut)]), whole);
});

test('other line ends, missing blanks and comments are taken as the standard has them', () => {
  assert.deepEqual(read(['data:x\r\n\r\n: quiet\r\n\r\ndata:  y\r\n\r\n']), ['x', ' y']);
  assert.deepEqual(read(['event: state\nid: 7\n\n', 'data: z\n']), []);
});
