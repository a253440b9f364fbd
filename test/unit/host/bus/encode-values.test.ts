import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeValues } from '../../../../src/host/bus/decode-values.ts';
import { encodeValues } from '../../../../src/host/bus/encode-values.ts';

type Case = readonly [signature: string, values: readonly unknown[]];

/** Values and the bytes that another implementation (dbus-native 0.7) wrote for them. */
const known: readonly (readonly [...Case, bytes: string])[] = [
  ['s', ['Kimi · 5 小时'], '100000004b696d6920c2b7203520e5b08fe697b600'],
  [
    'bynqiud',
    [true, 7, -2, 65_535, -5, 4_294_967_295, 0.25],
    '010000000700feffffff0000fbffffffffffffff00000000000000000000d03f',
  ],
  ['yxt', [1, -9, 9], '0100000000000000f7ffffffffffffff0900000000000000'],
  ['as', [['a', 'bc', '']], '15000000010000006100000002000000626300000000000000'],
  ['as', [[]], '00000000'],
  [
    'a(iiay)',
    [[[2, 1, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])]]],
    '14000000000000000200000001000000080000000102030405060708',
  ],
  [
    'a{sv}',
    [
      [
        ['Id', ['s', 'kimibar']],
        ['On', ['b', false]],
      ],
    ],
    '2800000000000000020000004964000173000000070000006b696d6962617200020000004f6e00016200000000000000',
  ],
  ['yv', [1, ['(si)', ['x', 3]]], '0104287369290000010000007800000003000000'],
  ['og', ['/a', 'a{sv}'], '020000002f610005617b73767d00'],
];

const others: readonly Case[] = [
  ['', []],
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
  ['(sa(iiay)ss)', [['', [], 'Kimi', 'line']]],
  ['yad', [1, [0.5, -3]]],
  // Longer than the encoder's first buffer, at every offset.
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
];

test('values are encoded as another implementation encodes them', () => {
  for (const [signature, values, bytes] of known)
    assert.equal(encodeValues(signature, values).toString('hex'), bytes, signature);
});

test('decoding gives back what was encoded', () => {
  for (const [signature, values] of [...known, ...others])
    assert.deepEqual(
      decodeValues(signature, encodeValues(signature, values), true),
      values,
      signature,
    );
});

test('values that do not fit their type are rejected', () => {
  for (const [signature, values] of [
    ['s', []],
    ['y', [256]],
    ['as', ['text']],
    ['(s', [['x']]],
    ['a', [[]]],
    ['()', [[]]],
    ['h', [1]],
  ] as const) {
    assert.throws(() => encodeValues(signature, values), signature);
  }
});

test('a large picture takes one piece of memory, not one per byte', () => {
  const picture = Buffer.alloc(64 * 64 * 4, 1);
  assert.equal(encodeValues('a(iiay)', [[[64, 64, picture]]]).length, 8 + 12 + picture.length);
});
