import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { HistorySeries } from '../src/domain/history.ts';
import { browserMissing, openBrowser, openPage } from '../test/e2e/page/open-browser.ts';
import { builtPage, startPageStage, type PageStage } from '../test/e2e/page/page-stage.ts';
import { fresh, scriptOf, stateOf } from '../test/e2e/page/stage-usage.ts';
import { atMost, milliseconds, type Figure } from './figure.ts';
import { median } from './percentile.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const turns = 9;

type Opening = { readonly usableMs: number; readonly drawnMs: number };

/**
 * How long the page takes in Chromium until it can be used, and until all charts are drawn, with a
 * year of history beside none, from the same server. Undefined without a browser.
 */
export async function measurePage(): Promise<readonly Figure[] | undefined> {
  if (browserMissing !== undefined || !existsSync(builtPage)) return undefined;
  const nowMs = Date.now();
  const script = scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)));
  const recorded = yearOfHistory(nowMs);
  const full = await startPageStage({ ...script, history: () => recorded });
  const empty = await startPageStage({ ...script, history: () => [] });
  const browser = await openBrowser();
  try {
    const pairs: { year: Opening; none: Opening }[] = [];
    // The first pair warms the browser up.
    for (let turn = 0; turn <= turns; turn += 1) {
      const none = await timeOpening(browser, empty);
      const year = await timeOpening(browser, full);
      if (turn > 0) pairs.push({ year, none });
    }
    return [
      figureOf('until it can be used', pairs, 'usableMs'),
      figureOf('until all charts are drawn', pairs, 'drawnMs'),
    ];
  } finally {
    await browser.close();
    await full.stop();
    await empty.stop();
  }
}

function figureOf(
  name: string,
  pairs: readonly { readonly year: Opening; readonly none: Opening }[],
  key: keyof Opening,
): Figure {
  const ratio = median(pairs.map(({ year, none }) => year[key] / none[key]));
  return {
    name,
    value: milliseconds(median(pairs.map(({ year }) => year[key]))),
    beside: milliseconds(median(pairs.map(({ none }) => none[key]))),
    ratio,
    ...(key === 'usableMs' ? { goal: atMost(ratio, 1.3) } : {}),
  };
}

/** Times since the navigation began, by the page's own clock. */
async function timeOpening(browser: Browser, { url }: PageStage): Promise<Opening> {
  const { page } = await openPage(browser, url);
  const opening = await page.evaluate(async () => {
    const parts = ['.history :is(svg, .blank)', '.rhythm .heat', '.wheres'];
    while (!parts.every((part) => document.querySelector(part) !== null))
      await new Promise(requestAnimationFrame);
    const drawnMs = performance.now();
    const [shown] = performance.getEntriesByName('usage-shown');
    return { usableMs: shown?.startTime ?? drawnMs, drawnMs };
  });
  await page.context().close();
  return opening;
}

/** As the daemon keeps it: every five minutes for a week, then thinned. */
function yearOfHistory(nowMs: number): readonly HistorySeries[] {
  return (
    [
      ['session', 300],
      ['weekly', 10_080],
      ['monthly', 43_200],
    ] as const
  ).map(([windowId, lengthMinutes]) => {
    const lengthMs = lengthMinutes * minuteMs;
    const times = [
      ...steps(nowMs - 365 * dayMs, nowMs - 60 * dayMs, 6 * hourMs),
      ...steps(nowMs - 60 * dayMs, nowMs - 7 * dayMs, hourMs / 2),
      ...steps(nowMs - 7 * dayMs, nowMs, 5 * minuteMs),
    ];
    return {
      windowId,
      lengthMinutes,
      samples: times.map((atMs) => ({
        atMs,
        usedPercent: Math.round(((atMs % lengthMs) / lengthMs) * 100),
      })),
      resetsAtMs: steps(Math.ceil((nowMs - 365 * dayMs) / lengthMs) * lengthMs, nowMs, lengthMs),
    };
  });
}

function steps(fromMs: number, untilMs: number, stepMs: number): readonly number[] {
  return Array.from(
    { length: Math.ceil((untilMs - fromMs) / stepMs) },
    (_, index) => fromMs + index * stepMs,
  );
}
