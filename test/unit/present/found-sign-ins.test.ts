import assert from 'node:assert/strict';
import test from 'node:test';
import type { PlaceDiagnosis } from '../../../src/domain/diagnosis.ts';
import { foundSignIns } from '../../../src/present/found-sign-ins.ts';
import { messagesIn } from '../../../src/present/messages.ts';

test('lists usable, blocked and expired sign-ins, but no empty sources', () => {
  const places: readonly PlaceDiagnosis[] = [
    { source: 'api-key', state: 'absent', location: 'KIMI_CODE_API_KEY', reason: 'not-set' },
    { source: 'cli', state: 'absent', location: '/home/me/.kimi-code', reason: 'renewable' },
    { source: 'env-token', state: 'skipped', reason: 'cookie-source-off' },
    { source: 'desktop', state: 'found', detail: 'Kimi Desktop' },
    {
      source: 'browser',
      state: 'blocked',
      location: 'Chrome (Default): /home/me/Cookies',
      reason: 'needs-person',
    },
    { source: 'browser', state: 'found', detail: 'Firefox (x)' },
    { source: 'browser', state: 'absent', location: 'Edge', reason: 'not-found' },
  ];
  assert.deepEqual(foundSignIns({ places }, messagesIn('en')), [
    {
      state: 'spent',
      place: 'Kimi Code login',
      reason: 'Kimi Code will renew this when it runs',
      todo: 'Run: kimi',
    },
    { state: 'usable', place: 'Kimi Desktop' },
    {
      state: 'shut',
      place: 'Browser · Chrome (Default)',
      reason: 'needs your password',
      todo: 'Run in a terminal: kimibar cookies refresh',
    },
    { state: 'usable', place: 'Browser · Firefox (x)' },
  ]);
});
