import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failurePolicy, type FailureFacts, type FailureKind } from '../../../src/domain/failure.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { failureWords } from '../../../src/present/failure-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { connected, failed, fresh, requests, scriptOf, snapshot, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();

const nowMs = Date.now();
const kept = snapshot(nowMs, { fetchedAtMs: nowMs - 12 * 60_000 });
const out = [
  requests('session', 188, 200, 300, nowMs + 44 * 60_000),
  requests('weekly', 7200, 7168, 10_080, nowMs + 3 * 86_400_000),
  { id: 'monthly', usedPercent: 0, unit: 'percent', reliable: false },
] as const;
const outage: FailureFacts = {
  kind: 'server-fault',
  detail: { code: 'http-status', subject: '503' },
};

const states: Readonly<
  Record<string, { readonly state: UsageState; readonly says: readonly string[] }>
> = {
  loading: { state: stateOf(nowMs, undefined), says: ['Loading usage…'] },
  usage: {
    state: stateOf(nowMs, fresh(nowMs)),
    says: [
      'Allegretto',
      'API key',
      '31',
      '62 of 200 left',
      'points ahead of pace',
      'Enough until about',
      'runs short',
      '$100.00 left',
    ],
  },
  stale: {
    state: stateOf(nowMs, failed(outage, kept)),
    says: ['stale', '12m old', 'Kimi server error (503)', '74'],
  },
  'used up and unreliable': {
    state: stateOf(nowMs, fresh(nowMs, { windows: out })),
    says: ['Used up. Back', 'The weekly limit is used up', 'waits for the week', 'unreadable'],
  },
  'switched off': {
    state: stateOf(nowMs, undefined, { enabled: false, accounts: [] }),
    says: ['Kimi is turned off', 'Turn on'],
  },
  'several accounts': {
    state: {
      ...stateOf(nowMs, fresh(nowMs)),
      accounts: [{ outcome: fresh(nowMs) }, { account: 'work', outcome: failed(outage) }],
    },
    says: ['Allegretto', 'work', 'Kimi had a server error (503).'],
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `every state says what is the matter, axe finds nothing wrong: ${colorScheme}`,
    { skip },
    async () => {
      const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, undefined), connected));
      const { page, complaints } = await open(stage.url, { colorScheme, reducedMotion: 'reduce' });
      for (const [name, { state, says }] of Object.entries(states)) {
        stage.tell(state);
        for (const words of says) await page.locator('#page').filter({ hasText: words }).waitFor();
        assert.deepEqual(await accessProblems(page), [], name);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
      await stage.stop();
    },
  );
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`each failure says what happened and what to do: ${language}`, { skip }, async () => {
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, undefined), connected));
    const { page, complaints } = await open(stage.url, { locale: language });
    const kinds = Object.keys(failurePolicy) as FailureKind[];
    for (const kind of kinds) {
      stage.tell(
        stateOf(nowMs, failed({ kind, detail: { code: 'http-status', subject: '418' } }, kept)),
      );
      const { what } = failureWords(
        { kind, detail: { code: 'http-status', subject: '418' } },
        messagesIn(language),
      );
      await page.getByRole('alert').getByRole('heading', { name: what }).waitFor();
      if (kind !== 'cancelled')
        assert.ok(
          (await page.getByRole('alert').locator('p').count()) > 0,
          `${kind} says what to do`,
        );
    }
    assert.deepEqual(await accessProblems(page), []);
    assert.deepEqual(complaints, []);
    await page.context().close();
    await stage.stop();
  });
}
