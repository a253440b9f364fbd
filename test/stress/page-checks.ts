import assert from 'node:assert/strict';
import { messagesIn } from '../../src/present/messages.ts';
import { pageMessagesIn } from '../../src/present/page-messages.ts';
import { failureWords } from '../../src/present/failure-text.ts';
import type { HostileOutcome } from '../property/present/hostile-outcome.ts';
import { faultIn, oddFigureIn } from '../support/drawn-faces.ts';
import { checkFigures, type Failed } from './failure-texts.ts';
import { openLivePage, type ShownPage } from './live-page.ts';
import { attempt, type StressContext } from './stress-context.ts';

/**
 * Every failure on the page in a browser, in both languages: what happened, what to do, and no
 * invented figure.
 */
export async function checkFailuresOnPage(
  context: StressContext,
  failures: readonly Failed[],
): Promise<void> {
  const result = context.result('failures on the page, in a browser');
  const page = await openLivePage(context);
  for (const language of ['en', 'zh-CN'] as const) {
    await page.setLanguage(language);
    for (const outcome of failures) {
      const { kind, detail } = outcome.failure;
      await attempt(result, `${kind} ${detail?.code ?? ''} ${language}`, async () => {
        const shown = await page.show(outcome);
        context.record(shown.html + shown.title);
        checkHarmless(shown);
        checkSaid(shown, outcome, language);
        checkFigures(`${shown.accounts}\n${shown.title}`, outcome.lastGood);
        assert.equal(shown.meters > 0, outcome.lastGood !== undefined, `${shown.meters} meters`);
      });
    }
  }
}

/** Words that Kimi may choose remain words on the page. */
export async function checkTextsOnPage(
  context: StressContext,
  samples: readonly HostileOutcome[],
): Promise<void> {
  const result = context.result('hostile words on the page, in a browser');
  const page = await openLivePage(context);
  for (const { outcome, account } of samples) {
    await attempt(result, JSON.stringify([outcome, account]), async () =>
      checkHarmless(await page.show(outcome, account)),
    );
  }
}

function checkHarmless({ accounts, title, html, injected, complaints }: ShownPage): void {
  for (const text of [accounts, title, html])
    assert.equal(faultIn(text) ?? oddFigureIn(text), undefined);
  assert.equal(injected, 0, `a word became an element: ${html}`);
  assert.deepEqual(complaints, []);
}

/**
 * The page may give other advice than the terminal; without any credential it leads to an API key.
 */
function checkSaid(
  { accounts }: ShownPage,
  { failure, lastGood }: Failed,
  language: 'en' | 'zh-CN',
): void {
  const { page } = pageMessagesIn(language);
  const said = (words: string): void =>
    assert.ok(bare(accounts).includes(bare(words)), `does not say “${words}”: ${accounts}`);
  if (failure.kind === 'credential-missing' && lastGood === undefined) {
    for (const words of [page.firstRun.heading, page.firstRun.stepKey, page.firstRun.stepPaste])
      said(words);
    return;
  }
  const { what, todo } = failureWords(failure, messagesIn(language));
  said(what);
  const own = page.todo[failure.detail?.code ?? failure.kind] ?? page.todo[failure.kind] ?? todo;
  if (own === undefined) return;
  assert.ok(
    [own, todo ?? own].some((words) => bare(accounts).includes(bare(words))),
    `does not say what to do: ${accounts}`,
  );
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}
