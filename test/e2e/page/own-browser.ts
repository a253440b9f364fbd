import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { browserMissing, openBrowser, openPage, type WatchedPage } from './open-browser.ts';

/** One browser for all tests of a file. `skip` says why there is none. */
export type OwnBrowser = {
  readonly skip: string | false;
  open(url: string, options?: BrowserContextOptions): Promise<WatchedPage>;
};

/** Starts with the file's first test and ends with its last. */
export function ownBrowser(): OwnBrowser {
  let browser: Browser | undefined;
  before(async () => {
    if (browserMissing === undefined) browser = await openBrowser();
  });
  after(() => browser?.close());
  return {
    skip: browserMissing ?? false,
    async open(url, options) {
      if (browser === undefined) throw new Error(browserMissing);
      return openPage(browser, url, options);
    },
  };
}
