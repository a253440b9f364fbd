import type { Locator, Page } from 'playwright-core';

/** Widths at which the page's layout changes, and usual ones. */
export const widths = [360, 641, 700, 768, 899, 900, 1280, 1920];

/** Resolves once the charts are drawn for the new width: they follow it a frame later. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.waitForFunction(() =>
    [...document.querySelectorAll<SVGSVGElement>('.plot > svg, .hours')].every(
      (svg) => Math.abs((svg.getScreenCTM()?.a ?? 0) - 1) < 0.01,
    ),
  );
}

export type Edges = { readonly left: number; readonly right: number; readonly top: number };

/** The edges of its box on the screen, in pixels. */
export function edgesOf(part: Locator): Promise<Edges> {
  return part.evaluate((element) => {
    const { left, right, top } = element.getBoundingClientRect();
    return { left, right, top };
  });
}

/** Its height in heights of a line. */
export function linesOf(part: Element): number {
  const { lineHeight } = getComputedStyle(part);
  return part.getBoundingClientRect().height / Number.parseFloat(lineHeight);
}

/** Matches that are on two lines, outside of drawings. */
export function brokenTexts(pattern: string): readonly string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { 0: text, index } of (node.textContent ?? '').matchAll(new RegExp(pattern, 'g'))) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + text.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1 && node.parentElement?.closest('svg') === null) broken.push(text);
    }
  }
  return broken;
}
