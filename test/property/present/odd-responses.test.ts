import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { Failure } from '../../../src/domain/failure.ts';
import { parseResponse } from '../../../src/kimi/response/parse-response.ts';
import type { ParsedUsage } from '../../../src/kimi/response/parsed-usage.ts';
import { readUsagesResponse } from '../../../src/kimi/response/usages-response.ts';
import { readWebUsagesResponse } from '../../../src/kimi/response/web-usages-response.ts';
import { drawFaces, faultIn, oddFigureIn } from '../../support/drawn-faces.ts';
import { runs } from '../../support/property-runs.ts';
import { mangled, statsText, usagesText, webUsagesText } from '../kimi/wild-responses.ts';

const nowMs = Date.UTC(2026, 8, 20);

test('every readable /usages response is drawn without odd numbers', () => {
  fc.assert(
    fc.property(fc.oneof(usagesText, mangled(usagesText)), (text) =>
      checkFaces(() => readUsagesResponse(parseResponse(text), nowMs)),
    ),
    runs(500),
  );
});

test('every readable response of the web gateway is drawn without odd numbers', () => {
  fc.assert(
    fc.property(webUsagesText, statsText, (usages, stats) =>
      checkFaces(() =>
        readWebUsagesResponse({
          usages: parseResponse(usages),
          stats: parseResponse(stats),
          nowMs,
        }),
      ),
    ),
    runs(300),
  );
});

/** Without the words that Kimi chooses: it may well call a window NaN. */
function checkFaces(read: () => ParsedUsage): void {
  const usage = parsed(read);
  if (usage === undefined) return;
  const snapshot = {
    windows: usage.windows.map((window) => Object.assign({}, window, { label: 'Limit' })),
    wallet: usage.wallet === undefined ? undefined : { ...usage.wallet, currency: 'USD' },
    source: 'web',
    fetchedAtMs: nowMs - 5000,
  } as const;
  for (const { face, text } of drawFaces({ kind: 'fresh', snapshot, attempts: [] }, { nowMs }))
    assert.equal(faultIn(text) ?? oddFigureIn(text), undefined, face);
}

function parsed(read: () => ParsedUsage): ParsedUsage | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
