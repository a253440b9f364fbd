import assert from 'node:assert/strict';
import { messagesIn } from '../../src/present/messages.ts';
import { pageMessagesIn } from '../../src/present/page-messages.ts';
import { failureWords } from '../../src/present/failure-text.ts';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { faultIn, oddFigureIn } from './drawn-faces.ts';
import { checkFigures, type Failed } from './failure-speech.ts';
import { openLivePage, type ShownPage } from './live-page.ts';
import { attempt, type Ground } from './trial.ts';

/** Every failure on the page as a browser shows it, in both languages: what happened, what to do, and no figure that nobody read. */
export async function tortureFailuresOnPage(
  ground: Ground,
  failures: readonly Failed[],
): Promise<void> {
  const score = ground.score('failures on the page, in a browser');
  const page = await openLivePage(ground);
  for (const language of ['en', 'zh-CN'] as const) {
    await page.speak(language);
    for (const outcome of failures) {
      const { kind, detail } = outcome.failure;
      await attempt(score, `${kind} ${detail?.code ?? ''} ${language}`, async () => {
        const shown = await page.show(outcome);
        ground.heard(shown.html + shown.title);
        checkHarmless(shown);
        checkSaid(shown, outcome, language);
        checkFigures(`${shown.accounts}\n${shown.title}`, outcome.lastGood);
        assert.equal(shown.meters > 0, outcome.lastGood !== undefined, `${shown.meters} meters`);
      });
    }
  }
}

/** Words that the service may choose, on the page: they stay words. */
export async function tortureTextsOnPage(
  ground: Ground,
  wild: () => { outcome: UsageOutcome; account: string },
): Promise<void> {
  const score = ground.score('control signs and tags, page in a browser');
  const page = await openLivePage(ground);
  for (let turn = 0; turn < ground.count(200); turn += 1) {
    const { outcome, account } = wild();
    await attempt(score, JSON.stringify([outcome, account]), async () =>
      checkHarmless(await page.show(outcome, account)),
    );
  }
}

function checkHarmless({ accounts, title, html, strangers, complaints }: ShownPage): void {
  for (const text of [accounts, title, html])
    assert.equal(faultIn(text) ?? oddFigureIn(text), undefined);
  assert.equal(strangers, 0, `a word became an element: ${html}`);
  assert.deepEqual(complaints, []);
}

/** The page may know better what to do than the terminal; with nothing at all to sign in with it leads to a key. */
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
