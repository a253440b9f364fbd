import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { ownBrowser } from '../page/own-browser.ts';
import { noCodeServer, startCode } from './code-server.ts';

const browser = ownBrowser();
const skip = noCodeServer || browser.skip;

async function openItem(page: Page) {
  const item = page.locator('[id="kimibar.kimibar.quota"]');
  await item.waitFor();
  return item;
}

test('the status bar shows what is left, and a table when hovered', { skip }, async (t) => {
  const { page } = await browser.open(await startCode(t, { scenario: 'everyday' }));
  const item = await openItem(page);
  await page.waitForFunction(() =>
    document.querySelector('[id="kimibar.kimibar.quota"]')?.textContent?.includes('%'),
  );
  assert.match((await item.textContent()) ?? '', /^\s*Kimi (5h|7d|30d) \d+% left/);
  await item.hover();
  const tooltip = page.locator('.monaco-hover:visible');
  await tooltip.locator('td').first().waitFor();
  const text = (await tooltip.textContent()) ?? '';
  for (const word of ['Kimi Code', '5-hour', 'Weekly', 'Open page'])
    assert.ok(text.includes(word), text);
  if (process.env['KIMIBAR_PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['KIMIBAR_PICTURES']}/vscode.png` });
});

test('used up is marked', { skip }, async (t) => {
  const { page } = await browser.open(await startCode(t, { scenario: 'session-out' }));
  const item = await openItem(page);
  await page.waitForFunction(() =>
    document.querySelector('[id="kimibar.kimibar.quota"]')?.textContent?.includes('used up'),
  );
  assert.ok((await item.getAttribute('class'))?.includes('error-kind'));
  if (process.env['KIMIBAR_PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['KIMIBAR_PICTURES']}/vscode-out.png` });
});
