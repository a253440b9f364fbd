import * as fc from 'fast-check';

const good = JSON.stringify(
  {
    version: 1,
    language: 'en',
    display: { meters: 'used' },
    providers: [
      {
        id: 'kimi',
        enabled: true,
        source: 'api',
        apiKey: 'CANARYCANARYCANARY',
        accounts: [{ name: 'a', region: 'auto' }],
      },
    ],
  },
  null,
  2,
);

/** The good file with a stretch cut out and something else put in. */
const mutated = fc
  .tuple(
    fc.nat(good.length),
    fc.nat(12),
    fc.oneof(
      fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', 'null', '1', '\n'),
      fc.string(),
    ),
  )
  .map(([at, length, inserted]) => good.slice(0, at) + inserted + good.slice(at + length));

const ofKnownShape = fc.record(
  {
    version: fc.oneof(fc.jsonValue(), fc.constant(1)),
    language: fc.jsonValue(),
    display: fc.oneof(fc.jsonValue(), fc.record({ meters: fc.jsonValue() })),
    providers: fc.oneof(
      fc.jsonValue(),
      fc.array(
        fc.record({
          id: fc.constantFrom('kimi', 'other'),
          source: fc.jsonValue(),
          accounts: fc.jsonValue(),
          apiKey: fc.jsonValue(),
        }),
      ),
    ),
  },
  { requiredKeys: [] },
);

/**
 * Texts that a config file may hold: near a good one, of known shape with any values, any JSON,
 * anything.
 */
export const configText = fc.oneof(
  mutated,
  ofKnownShape.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.json(),
);

/** Texts, and bytes that are no text: cut-off letters, UTF-16, zeros, byte-order marks. */
export const configBytes = fc.oneof(
  { weight: 6, arbitrary: configText.map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(configText, fc.nat(255), fc.nat(600))
      .map(([text, byte, at]) => withByte(Buffer.from(text), byte, at)),
  },
  { weight: 1, arbitrary: configText.map((text) => Buffer.from(text, 'utf16le')) },
  { weight: 1, arbitrary: configText.map((text) => Buffer.from(`\uFEFF${text}`)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

function withByte(bytes: Buffer, byte: number, at: number): Buffer {
  if (bytes.length > 0) bytes[at % bytes.length] = byte;
  return bytes;
}
