import { openApp } from '../../../app/open-app.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import type { Dialogue } from '../../terminal/dialogue.ts';
import { outcomeCard, signInName } from '../outcome-card.ts';
import { refusal } from '../../refusal.ts';
import { chooseWay } from './choose-way.ts';
import type { Guide, Settled } from './guide.ts';
import { offerConsole } from './offer-console.ts';
import { pasteSignIn } from './paste-sign-in.ts';
import { switchOn } from './save-sign-in.ts';
import { useFound } from './use-found.ts';

/**
 * `kimibar setup`: shows what is on this machine, lets the person choose or paste a sign-in, tries it out, saves it, shows
 * the card. Nothing is written before it works or the person insists. Throws `invalid-arguments` without a terminal,
 * `cancelled` when the person gives up at any question.
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
    const { outcome } = await settle({ context, app, dialogue });
    dialogue.close(words.done);
    if (outcome !== undefined) context.terminal.out(outcomeCard(context, app, outcome));
    return 0;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') dialogue.giveUp(words.cancelled);
    throw error;
  }
}

async function settle(guide: Guide): Promise<Settled> {
  const { context, app, dialogue } = guide;
  const { setup } = context.messages;
  for (;;) {
    const way = await chooseWay(guide);
    if (way === 'console') await offerConsole(guide);
    if (way !== 'found' && way !== 'open-up') return await pasteSignIn(guide);
    const outcome = await useFound(guide, way);
    if (outcome === undefined) continue;
    dialogue.say('good', setup.accepted(signInName(outcome, context)));
    if (app.enabled) dialogue.say('plain', setup.nothingToSave);
    else await switchOn(guide);
    return { outcome };
  }
}
