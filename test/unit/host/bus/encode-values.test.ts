import assert from 'node:assert/strict';
import test from 'node:test';
import { marshall } from '@homebridge/dbus-native/lib/message.js';
import { encodeValues } from '../../../../src/host/bus/encode-values.ts';

/** The library's own way, as the judge: what a whole message has at its end. */
function judged(signature: string, body: readonly unknown[]): Buffer {
  const message = marshall({ type: 2, serial: 1, signature, body });
  return message.subarray(message.length - message.readUInt32LE(4));
}

const cases: readonly (readonly [signature: string, body: readonly unknown[]])[] = [
  ['s', ['Kimi · 5 小时']],
  ['bynqiud', [true, 7, -2, 65_535, -5, 4_294_967_295, 0.25]],
  ['yxt', [1, -9, 9]],
  ['as', [['a', 'bc', '']]],
  ['as', [[]]],
  ['a(iiay)', [[[2, 1, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])]]]],
  [
    'a{sv}',
    [
      [
        ['Id', ['s', 'kimibar']],
        ['On', ['b', false]],
        ['Icon', ['a(iiay)', [[1, 1, Buffer.from([9, 8, 7, 6])]]]],
      ],
    ],
  ],
  [
    'u(ia{sv}av)',
    [
      3,
      [
        0,
        [['children-display', ['s', 'submenu']]],
        [['(ia{sv}av)', [1, [['label', ['s', 'x']]], []]]],
      ],
    ],
  ],
  ['a(ia{sv})a(ias)', [[[4, [['enabled', ['b', true]]]]], []]],
  ['susssasa{sv}i', ['K', 0, '', 't', 'b', ['default', ''], [['urgency', ['y', 1]]], -1]],
  // Longer than the first piece of memory, at every offset.
  ...Array.from(
    { length: 40 },
    (_, extra) =>
      [
        'sa{sv}ayu',
        [
          'x'.repeat(980 + extra),
          [
            ['n', ['u', 5]],
            ['s', ['s', 'y'.repeat(3000)]],
          ],
          Buffer.alloc(9000 + extra, 7),
          1,
        ],
      ] as const,
  ),
  ['(sa(iiay)ss)', [['', [], 'Kimi', 'line']]],
];

test('bodies are, byte for byte, what the library makes of them', () => {
  for (const [signature, body] of cases)
    assert.deepEqual(encodeValues(signature, body), judged(signature, body), signature);
});

test('what does not fit is refused', () => {
  for (const [signature, body] of [
    ['s', []],
    ['y', [256]],
    ['as', ['text']],
    ['(s', [['x']]],
    ['h', [1]],
  ] as const) {
    assert.throws(() => encodeValues(signature, body), signature);
  }
});

test('a large picture takes one piece of memory, not one per byte', () => {
  const picture = Buffer.alloc(64 * 64 * 4, 1);
  assert.equal(encodeValues('a(iiay)', [[[64, 64, picture]]]).length, 8 + 12 + picture.length);
});
