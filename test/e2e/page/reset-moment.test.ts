import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ownBrowser } from './own-browser.ts';
import { startPageStage, type PageStage } from './page-stage.ts';
import { fresh, scriptOf, snapshot, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

test('a meter refills when its window is reset in front of the user', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { reducedMotion: 'no-preference' });
  await watch(page);
  resetSession(stage);
  await page.locator('[data-refilled]').waitFor();
  await shareIs99(page);
  await page.waitForFunction(() => (document.body.dataset['icons'] ?? '').split(' ').length === 3);
  const { shares, icons } = await seen(page);
  assert.equal(shares[0], 31);
  assert.equal(shares.at(-1), 99);
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
    'the number only rises',
  );
  assert.deepEqual([icons[0], new Set(icons).size], [icons[2], 2], 'empty once');
  await page.context().close();
  await stage.stop();
});

test('with reduced motion, a reset is one step', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { reducedMotion: 'reduce' });
  await watch(page);
  resetSession(stage);
  await shareIs99(page);
  const { shares, icons } = await seen(page);
  assert.deepEqual(shares, [31, 99]);
  assert.equal(icons.length, 1);
  assert.equal(await page.locator('[data-refilled]').count(), 0);
  await page.context().close();
  await stage.stop();
});

function resetSession(stage: PageStage): void {
  const [session, ...others] = snapshot(nowMs).windows;
  assert.ok(session !== undefined);
  const full = { ...session, usedPercent: 1, used: 2, resetsAtMs: nowMs + 290 * 60_000 };
  stage.tell(stateOf(nowMs, fresh(nowMs, { windows: [full, ...others] })));
}

async function shareIs99(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.body.dataset['shares'] ?? '').endsWith(' 99'));
}

/** Notes each drawn share of the 5-hour window, each icon, and that a meter has refilled. */
async function watch(page: Page): Promise<void> {
  await page.getByRole('meter', { name: '5-hour quota' }).waitFor();
  await page.evaluate(() => {
    const notes = document.body.dataset;
    const add = (key: string, value: string): void => {
      const last = notes[key];
      if (last === undefined) notes[key] = value;
      else if (last.split(' ').at(-1) !== value) notes[key] = `${last} ${value}`;
    };
    const drawn = (): void => {
      add('shares', document.querySelector('[data-window=session] .share b')?.textContent ?? '');
      requestAnimationFrame(drawn);
    };
    drawn();
    const icon = document.querySelector('link[rel=icon]');
    if (icon === null) throw new Error('no icon');
    new MutationObserver(() => add('icons', icon.getAttribute('href') ?? '')).observe(icon, {
      attributes: true,
    });
    document.addEventListener('transitionend', ({ propertyName, target }) => {
      const isLevel = target instanceof Element && target.classList.contains('level');
      if (isLevel && propertyName === 'width') notes['refilled'] = 'yes';
    });
  });
}

async function seen(
  page: Page,
): Promise<{ readonly shares: readonly number[]; readonly icons: readonly string[] }> {
  const { shares = '', icons = '' } = await page.evaluate(() => ({ ...document.body.dataset }));
  return { shares: shares.split(' ').map(Number), icons: icons.split(' ') };
}
