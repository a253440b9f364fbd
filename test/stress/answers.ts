import * as fc from 'fast-check';
import { parseResponse } from '../../src/kimi/response/parse-response.ts';
import type { ParsedUsage } from '../../src/kimi/response/parsed-usage.ts';
import { readUsagesResponse } from '../../src/kimi/response/usages-response.ts';
import { readWebUsagesResponse } from '../../src/kimi/response/web-usages-response.ts';
import { assertSane } from '../property/kimi/sane-reading.ts';
import {
  deepText,
  mangled,
  statsText,
  usagesText,
  webUsagesText,
} from '../property/kimi/wild-answers.ts';
import { drawFaces, faultIn, oddFigureIn } from './drawn-faces.ts';
import type { Ground, Score } from './trial.ts';

const nowMs = Date.UTC(2026, 8, 20);

type Kind = {
  readonly of: string;
  readonly full: number;
  readonly texts: fc.Arbitrary<readonly [string, string]>;
};

const alone = (texts: fc.Arbitrary<string>) => texts.map((text) => [text, ''] as const);

const kinds: readonly Kind[] = [
  { of: 'near the real shapes', full: 55_000, texts: alone(usagesText) },
  { of: 'mangled', full: 20_000, texts: alone(mangled(usagesText)) },
  { of: 'of the web gateway', full: 20_000, texts: fc.tuple(webUsagesText, statsText) },
  {
    of: 'no answers at all',
    full: 4_000,
    texts: alone(fc.oneof(fc.string({ unit: 'binary' }), fc.json())),
  },
  { of: 'deep nests', full: 1_000, texts: alone(deepText) },
];

/** 100,000 generated answers: each a sane reading, drawn by every twentieth on all faces, or an unreadable answer. */
export async function tortureReader(ground: Ground): Promise<void> {
  for (const [index, { of, full, texts }] of kinds.entries()) {
    check(ground.score(`answers ${of}`), texts, ground.count(full), ground.seed + index);
  }
}

function check(score: Score, texts: Kind['texts'], numRuns: number, seed: number): void {
  let readable = 0;
  const property = fc.property(texts, ([usages, stats]) => {
    score.tried += 1;
    let reading: ParsedUsage | undefined;
    const isReadable = assertSane(() => (reading = read(usages, stats)));
    if (!isReadable || reading === undefined) return;
    readable += 1;
    if (readable % 20 === 0) checkFaces(reading);
  });
  const result = fc.check(property, { numRuns, seed });
  if (result.failed)
    score.failures.push(
      `${JSON.stringify(result.counterexample)}: ${String(result.errorInstance)}`,
    );
}

function read(usages: string, stats: string): ParsedUsage {
  return stats === ''
    ? readUsagesResponse(parseResponse(usages), nowMs)
    : readWebUsagesResponse(parseResponse(usages), parseResponse(stats), nowMs);
}

/** Without the words that the service may choose: it may well call a window NaN. */
function checkFaces({ windows, wallet }: ParsedUsage): void {
  const snapshot = {
    windows: windows.map((window) => Object.assign({}, window, { label: 'Limit' })),
    wallet: wallet === undefined ? undefined : { ...wallet, currency: 'USD' },
    source: 'web',
    fetchedAtMs: nowMs - 5000,
  } as const;
  for (const { face, text } of drawFaces({ kind: 'fresh', snapshot, attempts: [] }, { nowMs })) {
    const fault = faultIn(text) ?? oddFigureIn(text);
    if (fault !== undefined) throw new Error(`${face}: ${fault}`);
  }
}
