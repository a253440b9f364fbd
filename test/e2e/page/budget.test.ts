import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ownBrowser } from './own-browser.ts';
import { builtPage, startPageStage } from './page-stage.ts';
import { fresh, scriptOf, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();

test('the page is one small file without outside resources', (t) => {
  const html = readFileSync(builtPage, 'utf8');
  const bytes = gzipSync(html, { level: 9 }).length;
  t.diagnostic(`page: ${(bytes / 1024).toFixed(1)} KiB gzip`);
  assert.ok(bytes <= 95_000, `${bytes} bytes`);
  assert.doesNotMatch(
    html,
    /<(?:script|img|iframe)[^>]+src=|<link[^>]+href="(?!data:)|@import|\son\w+="|<[a-z]+[^>]*\sstyle="/,
  );
});

test('a few requests and it can be used', { skip }, async () => {
  const nowMs = Date.now();
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.getByRole('button', { name: 'Refresh' }).waitFor();
  const marks = await page.evaluate(() => performance.getEntriesByName('usage-shown').length);
  assert.equal(marks, 1, 'usage is shown once');
  await page.getByRole('heading', { name: 'Where it went' }).waitFor();
  const routes = [
    'GET /',
    'GET /api/v1/breakdown',
    'GET /api/v1/events',
    'GET /api/v1/history',
    'GET /api/v1/settings',
  ];
  assert.deepEqual([...stage.asked.keys()].toSorted(), routes);
  assert.equal(stage.asked.get('GET /api/v1/settings'), 1, 'settings are read once');
  await page.context().close();
  await stage.stop();
});

for (const width of [360, 768, 1280]) {
  test(`nothing sticks out at ${width} px, in any language and theme`, { skip }, async () => {
    const nowMs = Date.now();
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
    for (const [locale, colorScheme] of [
      ['en-US', 'light'],
      ['zh-CN', 'dark'],
    ] as const) {
      const { page, complaints } = await open(stage.url, {
        viewport: { width, height: 800 },
        locale,
        colorScheme,
      });
      for (const hash of ['#/', '#/settings']) {
        await page.evaluate((to) => void (location.hash = to), hash);
        await page
          .locator(hash === '#/' ? '.plot svg' : '.settings .plate')
          .first()
          .waitFor();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, `${locale} ${hash}`);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
    await stage.stop();
  });
}
