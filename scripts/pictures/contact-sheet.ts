import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Browser } from 'playwright-core';

/** One picture of many: each with its name, cut to the same height. */
export async function makeContactSheet(
  browser: Browser,
  files: readonly string[],
  {
    columns,
    width,
    height,
    into,
  }: { columns: number; width: number; height: number; into: string },
): Promise<void> {
  const figures = files.map((file) => {
    const data = readFileSync(file).toString('base64');
    return `<figure><figcaption>${basename(file, '.png')}</figcaption><div><img src="data:image/png;base64,${data}"></div></figure>`;
  });
  const style = `body{margin:8px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:8px;background:#6b7d92;font:11px sans-serif;color:#fff}figure{margin:0}div{height:${height}px;overflow:hidden}img{width:${width}px}`;
  const page = await browser.newPage({
    viewport: { width: columns * (width + 8) + 8, height: 800 },
  });
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await page.screenshot({ path: into, fullPage: true, timeout: 0 });
  await page.close();
}
