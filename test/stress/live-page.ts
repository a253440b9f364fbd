import type { UsageState } from '../../src/domain/usage-state.ts';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { stateJson } from '../../src/server/live-state.ts';
import { browserMissing, openBrowser, openPage } from '../e2e/page/open-browser.ts';
import { startPageStage } from '../e2e/page/page-stage.ts';
import { connected, fresh, scriptOf, stateOf } from '../e2e/page/stage-usage.ts';
import type { StressContext } from './stress-context.ts';

/** What a user sees, and the HTML behind it. */
export type ShownPage = {
  /** The text of the accounts only: a history has figures of its own. */
  readonly accounts: string;
  readonly title: string;
  /** All text, hidden or not, and every attribute. */
  readonly html: string;
  /** Elements that a word must not be able to create. */
  readonly injected: number;
  readonly meters: number;
  /** Errors, blocked scripts and requests to other hosts since the page was opened. */
  readonly complaints: readonly string[];
};

export type LivePage = {
  setLanguage(language: 'en' | 'zh-CN'): Promise<void>;
  /** Sends an outcome to the page and waits until it is shown. */
  show(outcome: UsageOutcome, account?: string): Promise<ShownPage>;
};

const readPage = `({
  accounts: [...document.querySelectorAll('.account, .first-run')].map((part) => part.innerText).join('\\n'),
  title: document.title,
  html: document.getElementById('page').outerHTML,
  injected: document.querySelectorAll('#page :is(script, img, iframe, object, embed, style, base, form[action], a[href^="javascript:"])').length,
  meters: document.querySelectorAll('.account [role=meter]').length,
})`;

/**
 * The built page in a real browser, driven by states as the daemon sends them. Rejects if there is
 * no browser.
 */
export async function openLivePage(context: StressContext): Promise<LivePage> {
  if (browserMissing !== undefined) throw new Error(browserMissing);
  const nowMs = Date.now();
  const off = stateOf(nowMs, undefined, { enabled: false, accounts: [] });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  context.after(() => stage.stop());
  const browser = await openBrowser();
  context.after(() => browser.close());
  const { page, complaints } = await openPage(browser, stage.url);
  const accounts = page.locator('.account, .first-run').first();
  return {
    async setLanguage(language) {
      stage.script.settings = { ...connected, language };
      await page.reload();
      await accounts.waitFor({ state: 'attached' });
    },
    async show(outcome, account) {
      stage.tell(off);
      await accounts.waitFor({ state: 'detached' });
      const named = account === undefined ? {} : { account };
      stage.tell(
        overTheWire(stateOf(Date.now(), undefined, { accounts: [{ ...named, outcome }] })),
      );
      await accounts.waitFor({ state: 'attached' });
      return { ...(await page.evaluate<Omit<ShownPage, 'complaints'>>(readPage)), complaints };
    },
  };
}

/** As it arrives on the page. */
function overTheWire(state: UsageState): UsageState {
  return JSON.parse(stateJson(state)) as UsageState;
}
