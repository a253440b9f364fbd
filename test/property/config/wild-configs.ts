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

/** Texts that a config file may hold: near a good one, of known shape with any values, any JSON, anything. */
export const configText = fc.oneof(
  mutated,
  ofKnownShape.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.json(),
);
