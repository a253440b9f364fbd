import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { parseResponse } from '../../../src/kimi/response/parse-response.ts';
import { readUsagesResponse } from '../../../src/kimi/response/usages-response.ts';
import { readWebUsagesResponse } from '../../../src/kimi/response/web-usages-response.ts';
import { assertSane } from './sane-usage.ts';
import { deepText, mangled, statsText, usagesText, webUsagesText } from './wild-responses.ts';
import { runs } from '../../support/property-runs.ts';

const nowMs = Date.UTC(2026, 8, 20);

function assertSaneUsages(text: string): boolean {
  return assertSane(() => readUsagesResponse(parseResponse(text), nowMs));
}

/** Runs a check over generated texts and sees to it that enough of them were readable: junk alone would prove nothing. */
function checkShare<T>(
  texts: fc.Arbitrary<T>,
  count: number,
  readableShare: number,
  isReadable: (text: T) => boolean,
): void {
  let readable = 0;
  const property = fc.property(texts, (text) => {
    if (isReadable(text)) readable += 1;
  });
  const parameters = runs(count);
  fc.assert(property, parameters);
  const { numRuns } = parameters;
  assert.ok(readable / numRuns >= readableShare, `only ${readable} of ${numRuns} could be read`);
}

test('responses near the real shapes of /usages', () => {
  checkShare(usagesText, 10_000, 0.2, assertSaneUsages);
});

test('mangled responses', () => {
  checkShare(mangled(usagesText), 5_000, 0.05, assertSaneUsages);
});

test('responses of the web gateway with statistics', () => {
  checkShare(fc.tuple(webUsagesText, statsText), 5_000, 0.1, ([usages, stats]) =>
    assertSane(() =>
      readWebUsagesResponse({
        usages: parseResponse(usages),
        stats: parseResponse(stats),
        nowMs,
      }),
    ),
  );
});

test('texts and values that are not a response', () => {
  checkShare(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), 1_000, 0, assertSaneUsages);
});

test('deep nests', () => {
  checkShare(deepText, 200, 0, assertSaneUsages);
});

test('a megabyte of brackets, of quotes, of backslashes or of rows is read in one pass', () => {
  for (const sign of ['[', '{"a":', '"', '\\"', '"\\', '{"limits":[']) {
    assert.equal(assertSaneUsages(sign.repeat(1_000_000 / sign.length)), false);
  }
  assert.equal(
    assertSaneUsages(
      `{"limits":[${Array.from({ length: 20_000 }, () => '{"limit":"100","used":"1"}').join()}]}`,
    ),
    true,
  );
});
