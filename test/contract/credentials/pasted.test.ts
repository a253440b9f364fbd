import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import { recognisePastedToken } from '../../../src/credentials/pasted/pasted-token.ts';
import { casesOf } from './kimi-case.ts';

type PastedInput = {
  readonly raw?: string | undefined;
  readonly raws?: readonly string[] | undefined;
  readonly headers?: readonly string[] | undefined;
};
type HeaderExpected = {
  readonly token?: string | null | undefined;
  readonly tokens?: readonly string[] | undefined;
};
type KindExpected = {
  readonly kind: 'cookie' | 'error' | 'unrecognized';
  readonly value: string | null;
};

const recognised = (raw: string): string | null => {
  const pasted = recognisePastedToken(raw);
  if (pasted.kind !== 'token') return null;
  assert.ok(
    !`${JSON.stringify(pasted)}${inspect(pasted, { depth: 9, showHidden: true })}`.includes(
      pasted.token.open(),
    ),
  );
  return pasted.token.open();
};

for (const { id, title, input, expected } of casesOf<PastedInput, HeaderExpected>(
  'cookie_header',
)) {
  test(`${id} ${title}`, () => {
    const raws = input.raws ?? [input.raw ?? (input.headers ?? []).join('\n')];
    assert.deepEqual(
      raws.map((raw) => recognised(raw)),
      expected.tokens ?? [expected.token],
    );
  });
}

const kinds = {
  cookie: 'token',
  error: 'no-session-cookie',
  unrecognized: 'unrecognised',
} as const;

for (const { id, title, input, expected } of casesOf<PastedInput, KindExpected>(
  'pasted_secret_classification',
)) {
  test(`${id} ${title}`, () => {
    assert.equal(recognisePastedToken(input.raw ?? '').kind, kinds[expected.kind]);
    assert.equal(recognised(input.raw ?? ''), expected.value);
  });
}
