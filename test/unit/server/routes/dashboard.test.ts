import assert from 'node:assert/strict';
import { assertSame } from '../../../support/assert-same.ts';
import test from 'node:test';
import { outcomes } from '../../../support/fakes/snapshots.ts';
import { everydayState, testWorld } from '../../../support/fakes/server-world.ts';

test('dashboard snapshot, key for key', async () => {
  const answer = await testWorld().ask('/dashboard/v1/snapshot');
  assertSame(await answer.json(), {
    schemaVersion: 1,
    generatedAt: '2025-11-21T13:23:00Z',
    staleAfterSeconds: 600,
    host: { codexBarVersion: null, refreshIntervalSeconds: 300 },
    providers: [
      {
        id: 'kimi',
        name: 'Kimi Code',
        status: null,
        credits: null,
        cost: null,
        display: { accentColor: '#FE603C', sortKey: 0, priority: 'normal' },
        enabled: true,
        source: 'Kimi Code API key',
        identity: { accountEmail: null, plan: 'Allegretto' },
        windows: [
          {
            kind: 'session',
            label: '5-hour',
            usedPercent: 69.5,
            remainingPercent: 30.5,
            resetAt: '2025-11-21T15:28:00Z',
          },
          {
            kind: 'weekly',
            label: 'Weekly',
            usedPercent: 10.449219,
            remainingPercent: 89.550781,
            resetAt: '2025-11-24T15:23:00Z',
          },
          {
            kind: 'monthly',
            label: 'Monthly',
            usedPercent: 55,
            remainingPercent: 45,
            resetAt: '2025-12-03T13:23:00Z',
          },
        ],
        error: null,
        updatedAt: '2025-11-21T13:22:55Z',
      },
    ],
  });
});

async function provider(state: Partial<typeof everydayState>): Promise<Record<string, unknown>> {
  const answer = await testWorld({ state: { ...everydayState, ...state } }).ask(
    '/dashboard/v1/snapshot',
  );
  return ((await answer.json()) as { providers: Record<string, unknown>[] }).providers[0] ?? {};
}

test('dashboard snapshot of a failure, before the first outcome, and with Kimi turned off', async () => {
  const stale = await provider({ accounts: [{ outcome: outcomes['stale']! }] });
  const { message, ...error } = stale['error'] as Record<string, unknown>;
  assert.deepEqual(error, { code: 1, kind: 'provider', reason: 'server-fault' });
  assert.match(String(message), /Kimi had a server error \(503\)/);
  assert.equal((stale['windows'] as unknown[]).length, 3);
  const early = await provider({ accounts: [{}] });
  assertSame([early['enabled'], early['updatedAt'], early['windows']], [true, null, []]);
  assert.equal((await provider({ enabled: false, accounts: [] }))['enabled'], false);
});

test('dashboard snapshot: further accounts are inside the one row, each with its error', async () => {
  const row = await provider({
    accounts: [
      { outcome: outcomes['fresh']! },
      { account: 'work', outcome: outcomes['new subscription']! },
      { account: 'old', outcome: outcomes['stale']! },
    ],
  });
  assertSame([row['id'], row['error']], ['kimi', null]);
  const accounts = row['accounts'] as Record<string, unknown>[];
  assertSame(
    accounts.map(({ id, label, active, windows }) => [
      id,
      label,
      active,
      (windows as { kind: string }[]).map(({ kind }) => kind),
    ]),
    [
      ['kimi:work', 'work', false, ['session', 'monthly']],
      ['kimi:old', 'old', false, ['session', 'weekly', 'monthly']],
    ],
  );
  assert.deepEqual(
    accounts.map(({ error }) => typeof error),
    ['object', 'string'],
  );
});
