import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../../support/until.ts';
import { startPageStage } from './page-stage.ts';
import { fresh, scriptOf, stateOf } from './stage-usage.ts';
import { startWebKit, webkitMissing } from './webkit.ts';

const nowMs = Date.now();

// WebKitGTK takes the language from the locale, and calls that of `C.UTF-8` "C", which is no
// language.
for (const [locale, language] of [
  ['C', 'en-US'],
  ['C.UTF-8', 'C'],
] as const) {
  test(
    `WebKitGTK with the language ${language} shows the page`,
    { skip: webkitMissing ?? false },
    async (t) => {
      const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
      const webkit = await startWebKit(t, locale);
      await webkit.open(stage.url);
      assert.equal(await webkit.run('return navigator.language'), language);
      await eventually(
        async () =>
          (await webkit.run("return document.querySelector('.plot svg') !== null")) || undefined,
        'the burn-down',
      );
      const text = await eventually(async () => {
        const shown = String(await webkit.run('return document.body.innerText'));
        return /^Busiest every day, /m.test(shown) ? shown : undefined;
      }, 'the rhythm');
      assert.match(text, /^Enough until about (\w{3} )?\d\d:\d\d\.$/m);
      assert.match(text, /^5-hour\nruns short\n31% left\n/m);
      assert.match(text, /^Monthly\nlasts\n45% left\n/m);
      const line =
        "return getComputedStyle(document.querySelector('.verdict em')).textDecorationLine";
      assert.equal(await webkit.run(line), 'underline');
      const overflow =
        'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      assert.equal(await webkit.run(`return ${overflow}`), 0);
      await stage.stop();
    },
  );
}
