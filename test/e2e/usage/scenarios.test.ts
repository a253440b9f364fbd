import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scenarioNames } from '../../../src/simulator/scenarios.ts';
import { setStage } from '../../support/stage.ts';
import { readUsageArray, type UsageRecord } from '../../support/usage-contract.ts';
import { expectations } from './scenario-expectations.ts';

suite('usage --json prints every scenario as published', { concurrency: 3 }, () => {
  for (const name of scenarioNames) {
    test(name, async (t) => {
      const stage = await setStage(t, { scenario: name });
      const expected = expectations[name];
      const startedAtMs = Date.now();
      const { stdout, stderr, exitCode } = await stage.run([
        'usage',
        '--json',
        ...('flags' in expected ? (expected.flags ?? []) : []),
      ]);
      const [record, ...more] = readUsageArray(stdout);
      assert.ok(record !== undefined && more.length === 0);
      assert.ok(
        stage.simulator.requests.every(({ headers }) =>
          /^kimibar\/\d/.test(headers['user-agent'] ?? ''),
        ),
      );
      if ('reason' in expected) {
        assert.deepEqual(failureOf(record), {
          exit: expected.exit,
          reason: expected.reason,
          source: 'auto',
          first: expected.code,
        });
        assert.equal(exitCode, expected.exit);
        assert.equal(stderr, `${record.error?.message}\n`);
        return;
      }
      assert.equal(stderr, '');
      assert.equal(exitCode, 0);
      assert.equal(record.source, 'Kimi Code API key');
      assert.deepEqual(record.kimi?.windows?.map(windowLine), expected.windows);
      assert.equal(walletLine(record.kimi?.['wallet']), expected.wallet);
      // Another test covers the plan of a leaking service.
      if (name !== 'leaky') assert.equal(record.kimi?.plan, expected.plan ?? 'Allegretto');
      assert.deepEqual(record.kimi?.['attempts'], [{ source: 'api-key', outcome: 'ok' }]);
      if (expected.widget !== undefined) assert.deepEqual(descriptions(record), expected.widget);
      checkTimes(record, startedAtMs);
    });
  }
});

function windowLine({
  id,
  usedPercent,
  used,
  limit,
  unit,
  windowMinutes,
  reliable,
  exhausted,
  split,
}: Record<string, unknown>): string {
  const counts = limit === undefined ? '' : ` ${String(used ?? '?')}/${String(limit)}`;
  const length = windowMinutes === null ? '' : ` in ${String(windowMinutes)} min`;
  const { codePercent, otherPercent } = (split ?? {}) as {
    codePercent?: number | undefined;
    otherPercent?: number | undefined;
  };
  const parts = split === undefined ? '' : ` of ${codePercent}+${otherPercent}`;
  const marks = `${reliable === true ? '' : ', a guess'}${exhausted === true ? ', out' : ''}`;
  return `${String(id)} ${String(usedPercent)}%${counts} ${String(unit)}${length}${marks}${parts}`;
}

function walletLine(wallet: unknown): string | undefined {
  if (wallet === undefined) return undefined;
  const w = wallet as Record<string, unknown>;
  const limit = w['monthlyLimitEnabled'] === true ? String(w['monthlyLimitCents']) : 'no limit';
  const other = w['monthlyUsedCurrency'];
  return [
    `${String(w['balanceCents'])}/${String(w['totalCents'])} ${String(w['currency'])}`,
    `this month ${String(w['monthlyUsedCents'])}/${limit}`,
    ...(other === undefined ? [] : [`spent in ${String(other)}`]),
    ...(w['disabled'] === true ? ['off'] : []),
  ].join(', ');
}

/** The windows that widgets read: weekly, 5-hour, then the others. */
function descriptions({ usage }: UsageRecord): readonly (string | undefined)[] {
  type Window = { resetDescription?: string | undefined } | null;
  const {
    primary,
    secondary,
    extraRateWindows = [],
  } = usage as {
    primary: Window;
    secondary: Window;
    extraRateWindows?: { window: Window }[] | undefined;
  };
  return [primary, secondary, ...extraRateWindows.map(({ window }) => window)].map(
    (window) => window?.resetDescription,
  );
}

function failureOf({ source, error, kimi }: UsageRecord) {
  const [first] = (kimi?.['attempts'] ?? []) as readonly { reason?: string | undefined }[];
  return { exit: error?.code, reason: error?.reason, source, first: first?.reason };
}

/** The times agree with each other and with the real time. */
function checkTimes({ kimi }: UsageRecord, startedAtMs: number): void {
  const fetchedAtMs = Date.parse(String(kimi?.['fetchedAt']));
  assert.ok(fetchedAtMs >= startedAtMs - 1000 && fetchedAtMs <= Date.now());
  const aheadSeconds = Number(kimi?.['clockOffsetSeconds'] ?? 0);
  for (const { resetsAt, resetsInSeconds } of kimi?.windows ?? []) {
    const leftSeconds = (Date.parse(String(resetsAt)) - fetchedAtMs) / 1000 + aheadSeconds;
    assert.ok(
      Math.abs(leftSeconds - Number(resetsInSeconds)) <= 3,
      `${leftSeconds} and ${String(resetsInSeconds)}`,
    );
  }
}
