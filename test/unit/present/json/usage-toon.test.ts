import assert from 'node:assert/strict';
import test from 'node:test';
import { decode } from '@toon-format/toon';
import { usageRecord } from '../../../../src/present/json/usage-json.ts';
import { usageToon } from '../../../../src/present/json/usage-toon.ts';
import {
  failed,
  fresh,
  nowMs,
  session,
  snapshot,
  weekly,
} from '../../../support/fakes/snapshots.ts';

const facts = { nowMs, asked: 'auto', timeZone: 'UTC' } as const;

test('windows are a table without empty columns', () => {
  assert.equal(
    usageToon([usageRecord(fresh(snapshot([session, weekly])), facts)]),
    [
      '[1]:',
      '  - provider: kimi',
      '    source: Kimi Code API key',
      '    plan: Allegretto',
      '    verdict:',
      '      state: short',
      '      window: session',
      '      until: "2025-11-21T14:40:12Z"',
      '      backAt: "2025-11-21T15:28:00Z"',
      '      text: "Enough until about 14:40. Then the 5-hour limit is used up for 48m; it resets at 15:28. The weekly limit will last."',
      '    fetchedAt: "2025-11-21T13:22:55Z"',
      '    stale: false',
      '    ageSeconds: 5',
      '    windows[2]{id,label,usedPercent,remainingPercent,used,limit,remaining,unit,windowMinutes,resetsAt,resetsInSeconds,reliable,exhausted,pace}:',
      '      session,5-hour,69.5,30.5,139,200,61,requests,300,"2025-11-21T15:28:00Z",7500,true,false,11% in deficit | Expected 58% used | Projected empty in 1h 17m',
      '      weekly,Weekly,10.449219,89.550781,214,2048,1834,requests,10080,"2025-11-24T15:23:00Z",266400,true,false,46% in reserve | Expected 56% used | Lasts until reset',
      '    attempts[1]{source,outcome}:',
      '      api-key,ok',
    ].join('\n'),
  );
});

test('failures and the disabled provider survive decoding', () => {
  const record = usageRecord(
    failed({ kind: 'offline', detail: { code: 'dns', subject: 'api.kimi.com' } }),
    facts,
  );
  assert.ok('error' in record);
  assert.deepEqual(decode(usageToon([record])), [
    {
      provider: 'kimi',
      source: 'auto',
      error: record.error,
      attempts: [{ source: 'api-key', outcome: 'failed', kind: 'offline' }],
    },
  ]);
  assert.deepEqual(decode(usageToon([])), []);
});
