import assert from 'node:assert/strict';
import test from 'node:test';
import { changeText } from '../../../src/config/change-text.ts';
import { accountChanges } from '../../../src/config/account-changes.ts';
import { providerChanges } from '../../../src/config/provider-changes.ts';

test('unchanged values keep their order, spelling and indentation', () => {
  const tabs =
    '{\n\t"zeta": 12345678901234567890,\n\t"pi": 3.140,\n\t"providers": [\n\t\t{ "id": "other", "x": [1,2] }\n\t],\n\t"esc": "\\u00e9"\n}\n';
  const after = changeText(tabs, providerChanges(JSON.parse(tabs), { enabled: true, apiKey: 'k' }));
  assert.equal(
    after,
    '{\n\t"zeta": 12345678901234567890,\n\t"pi": 3.140,\n\t"providers": [\n\t\t{ "id": "other", "x": [1,2] },\n\t\t{\n\t\t\t"id": "kimi",\n\t\t\t"enabled": true,\n\t\t\t"apiKey": "k"\n\t\t}\n\t],\n\t"esc": "\\u00e9"\n}\n',
  );
});

test('an object on one line stays on one line', () => {
  const text = '{\n    "providers": [\n        {"id": "kimi", "source": "api"}\n    ]\n}';
  assert.equal(
    changeText(text, [{ keys: ['providers', 0, 'enabled'], value: false }]),
    '{\n    "providers": [\n        {"id": "kimi", "source": "api", "enabled": false}\n    ]\n}',
  );
  assert.equal(
    changeText('{"version":1}', [{ keys: ['display', 'meters'], value: 'used' }]),
    '{"version":1,"display":{"meters":"used"}}',
  );
});

test('Windows line ends and four blanks stay', () => {
  const text = '{\r\n    "version": 1\r\n}\r\n';
  assert.equal(
    changeText(text, [{ keys: ['display', 'meters'], value: 'used' }]),
    '{\r\n    "version": 1,\r\n    "display": {\r\n        "meters": "used"\r\n    }\r\n}\r\n',
  );
});

test('an empty object is written on lines if the file has lines', () => {
  assert.equal(changeText('{}', [{ keys: ['language'], value: 'en' }]), '{\n  "language": "en"\n}');
  assert.equal(
    changeText('{\n  "display": {},\n  "providers": [ ]\n}', [
      { keys: ['display', 'meters'], value: 'used' },
      { keys: ['providers', 0], value: { id: 'kimi' } },
    ]),
    '{\n  "display": {\n    "meters": "used"\n  },\n  "providers": [\n    {\n      "id": "kimi"\n    }\n  ]\n}',
  );
});

test('removing a value removes its comma', () => {
  const text = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}';
  assert.equal(changeText(text, [{ keys: ['b'], value: undefined }]), '{\n  "a": 1,\n  "c": 3\n}');
  assert.equal(changeText(text, [{ keys: ['c'], value: undefined }]), '{\n  "a": 1,\n  "b": 2\n}');
});

test('removing an item of a list or object keeps the rest of the file, comments too', () => {
  for (const [text, key, left] of [
    ['{"a":["x","y"]}', ['a', 1], '{"a":["x"]}'],
    ['{"a":["x","y"]}', ['a', 0], '{"a":["y"]}'],
    ['{"a":["y"]}', ['a', 0], '{"a":[]}'],
    ['{"a": [ "x", "y", ]}', ['a', 1], '{"a": [ "x", ]}'],
    ['{ "a": 1, "b": 2 }', ['a'], '{ "b": 2 }'],
    ['{ "a": 1, "b": 2 }', ['b'], '{ "a": 1 }'],
    [
      '{\r\n  "a": [\r\n    1,\r\n    2\r\n  ]\r\n}',
      ['a', 1],
      '{\r\n  "a": [\r\n    1\r\n  ]\r\n}',
    ],
    ['{\n  "a": 1, // why, so\n  "b": 2\n}\n', ['b'], '{\n  "a": 1 // why, so\n}\n'],
    ['{\n  "a": 1, // why\n  "b": 2 }', ['b'], '{\n  "a": 1 // why\n  }'],
    [
      '{\n  // why\n  "a": 1,\n  /* b */ "b": 2,\n}\n',
      ['a'],
      '{\n  // why\n  /* b */ "b": 2,\n}\n',
    ],
    ['{\n  "a": 1, // of a\n  "b": 2, // of b\n}', ['b'], '{\n  "a": 1, // of a\n  // of b\n}'],
    ['{\n  "a": 1,\n  "b": 2, // of a\n}', ['b'], '{\n  "a": 1, // of a\n}'],
    ['{ // top\n  "a": 1, "b": 2 }', ['a'], '{ // top\n  "b": 2 }'],
  ] as const) {
    assert.equal(changeText(text, [{ keys: key, value: undefined }]), left);
  }
});

test('null counts as absent', () => {
  assert.deepEqual(
    JSON.parse(changeText('{"display":null}', [{ keys: ['display', 'meters'], value: 'used' }])),
    {
      display: { meters: 'used' },
    },
  );
  const config = { providers: [{ id: 'kimi', accounts: null }] };
  assert.deepEqual(
    JSON.parse(
      changeText(
        JSON.stringify(config),
        accountChanges(config, { name: 'work', values: { apiKey: 'k' } }),
      ),
    ),
    {
      providers: [{ id: 'kimi', accounts: [{ name: 'work', number: 1, apiKey: 'k' }] }],
    },
  );
});

test('removing an absent key changes nothing', () => {
  for (const text of ['{"version":1}', '{"display":{"meters":"used"}}', '{"display":null}']) {
    assert.deepEqual(
      JSON.parse(changeText(text, [{ keys: ['display', 'colour'], value: undefined }])),
      JSON.parse(text),
    );
  }
  assert.equal(
    changeText('{"version":1}', providerChanges({ version: 1 }, { source: undefined })),
    '{"version":1}',
  );
});

test('an account is found by its name, or added', () => {
  const config = {
    providers: [{ id: 'kimi', accounts: [{ name: 'home' }, { name: ' work ', note: 1 }] }],
  };
  const text = JSON.stringify(config);
  assert.deepEqual(
    JSON.parse(
      changeText(
        text,
        accountChanges(config, {
          name: 'work',
          values: { apiKey: 'k' },
          providerValues: { enabled: true },
        }),
      ),
    ),
    {
      providers: [
        {
          id: 'kimi',
          accounts: [
            { name: 'home', number: 1 },
            { name: ' work ', note: 1, apiKey: 'k', number: 2 },
          ],
          enabled: true,
        },
      ],
    },
  );
  assert.deepEqual(
    JSON.parse(
      changeText(
        '{}',
        accountChanges(
          {},
          { name: 'new', values: { apiKey: 'k' }, providerValues: { enabled: true } },
        ),
      ),
    ),
    {
      providers: [
        { id: 'kimi', enabled: true, accounts: [{ name: 'new', number: 1, apiKey: 'k' }] },
      ],
    },
  );
});
