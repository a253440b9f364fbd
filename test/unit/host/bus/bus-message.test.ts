import assert from 'node:assert/strict';
import test from 'node:test';
import {
  encodeMessage,
  MessageReader,
  messageType,
  type BusMessage,
} from '../../../../src/host/bus/bus-message.ts';
import { assertSame } from '../../../support/assert-same.ts';

const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const addMatch: BusMessage = {
  type: messageType.call,
  serial: 7,
  ...bus,
  member: 'AddMatch',
  signature: 's',
  body: ['x'],
};
const failed: BusMessage = {
  type: messageType.error,
  serial: 8,
  replySerial: 5,
  destination: ':1.2',
  errorName: 'a.b.C',
};

test('messages are encoded as another implementation (dbus-native 0.7) encodes them', () => {
  assert.equal(
    encodeMessage(addMatch).toString('hex'),
    [
      '6c01000106000000070000007f000000',
      '01016f00150000002f6f72672f667265656465736b746f702f44427573000000',
      '02017300140000006f72672e667265656465736b746f702e4442757300000000',
      '03017300080000004164644d6174636800000000000000000601730014000000',
      '6f72672e667265656465736b746f702e44427573000000000801670001730000',
      '010000007800',
    ].join(''),
  );
  assert.equal(
    encodeMessage(failed).toString('hex'),
    '6c0300010000000008000000250000000401730005000000612e622e43000000050175000500000006017300040000003a312e3200000000',
  );
});

test('messages are read however the stream was cut', () => {
  const stream = Buffer.concat([addMatch, failed, addMatch].map(encodeMessage));
  const error = { flags: 0, body: [], ...failed };
  const expected = [{ flags: 0, ...addMatch }, error, { flags: 0, ...addMatch }];
  for (let size = 1; size <= stream.length; size += 1) {
    const reader = new MessageReader();
    const messages: BusMessage[] = [];
    for (let at = 0; at < stream.length; at += size)
      messages.push(...reader.read(stream.subarray(at, at + size)));
    assertSame(messages, expected);
  }
});

test('a message from a big-endian machine is read', () => {
  const hex = [
    // A signal with flag 1, a body of 6 bytes, serial 9, and 24 bytes of header fields.
    '42040101 00000006 00000009 00000017',
    // The path `/a`, padded to 16 bytes, and the signature `s`, padded to 8.
    '01016f00 00000002 2f610000 00000000 08016700 01730000',
    // The body: `b`.
    '00000001 6200',
  ];
  const bytes = Buffer.from(hex.join('').replaceAll(' ', ''), 'hex');
  assertSame(new MessageReader().read(bytes), [
    { type: messageType.signal, serial: 9, flags: 1, path: '/a', signature: 's', body: ['b'] },
  ]);
});

test('fields of a later protocol version are ignored', () => {
  const known = encodeMessage({ type: messageType.signal, serial: 1, path: '/a', member: 'B' });
  const unknown = Buffer.from(known);
  // The second field's code.
  unknown[unknown.indexOf(Buffer.from([3, 1, 0x73]))] = 200;
  const [message] = new MessageReader().read(unknown);
  assert.equal(message?.path, '/a');
  assert.equal(message.member, undefined);
});

test('a stream of something else is rejected', () => {
  for (const text of ['HTTP/1.1 400 Bad Request\r\n', 'l'.repeat(64)])
    assert.throws(() => new MessageReader().read(Buffer.from(text)), text);
});
