import { openApp } from '../../../app/open-app.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { loginPage, openInBrowser } from '../../open-in-browser.ts';
import { refusal } from '../../refusal.ts';
import type { Dialogue } from '../../terminal/dialogue.ts';
import { outcomeCard, signInName, type FreshOutcome } from '../outcome-card.ts';
import { chooseMethod, testFound, type Setup } from './choose-method.ts';
import { pasteSignIn } from './paste-sign-in.ts';
import { enableKimi } from './save-sign-in.ts';

/**
 * `kimibar setup`: shows which sign-ins this machine has, lets the user choose or paste one, tests
 * it, saves it and shows the card. Saves nothing before it works, unless the user insists. Throws
 * `invalid-arguments` without a terminal, `cancelled` if the user gives up at a question.
 */
export async function runSetup(
  context: CommandContext,
  openDialogue: () => Promise<Dialogue>,
): Promise<number> {
  if (!context.terminal.interactive) throw refusal(context, ({ setup }) => setup.needsTerminal);
  const app = await openApp(context);
  const dialogue = await openDialogue();
  const words = context.messages.setup;
  dialogue.open(words.title);
  try {
    const outcome = await signIn({ context, app, dialogue });
    dialogue.say('good', words.next);
    dialogue.close(words.done);
    if (outcome !== undefined) context.terminal.out(outcomeCard(context, app, outcome));
    return 0;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') dialogue.giveUp(words.cancelled);
    throw error;
  }
}

/** Asks until there is a sign-in. Undefined if one was saved without a test. */
async function signIn(setup: Setup): Promise<FreshOutcome | undefined> {
  const { context, app, dialogue } = setup;
  const words = context.messages.setup;
  for (;;) {
    const method = await chooseMethod(setup);
    if (method === 'console') await openConsole(setup);
    if (method === 'console' || method === 'paste') return await pasteSignIn(setup);
    const outcome = await testFound(setup, { mayPrompt: method === 'unlock' });
    if (outcome === undefined) continue;
    dialogue.say('good', words.accepted(signInName(outcome, context)));
    if (outcome.snapshot.source === 'cli') dialogue.say('note', words.cliLoginLasts);
    if (app.enabled) dialogue.say('plain', words.nothingToSave);
    else await enableKimi(setup);
    return outcome;
  }
}

/** Opens the Kimi Code Console in the browser, or shows its address if that fails. */
async function openConsole({ context, app, dialogue }: Setup): Promise<void> {
  const words = context.messages.setup;
  const page = loginPage(app, 'console');
  if (await openInBrowser(context.host, page, context.signal))
    dialogue.say('good', words.opened(page.href));
  else dialogue.say('note', words.notOpened(page.href));
}
