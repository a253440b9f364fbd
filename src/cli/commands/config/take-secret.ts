import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { argumentFailure, type Sentence } from './argument-failure.ts';

/** The ways a secret can be handed over, and what to say about them. */
type SecretAsk = {
  readonly given: string | undefined;
  readonly stdin: boolean;
  readonly question: string;
  readonly bothGiven: Sentence;
  readonly noneGiven: Sentence;
};

/**
 * A secret as given: the flag's value, all of stdin, or, with neither on a terminal, what is typed unseen.
 * Throws `invalid-arguments` where both or none are there, `cancelled` when the person gives up at the question.
 */
export async function takeSecret(ctx: CommandContext, ask: SecretAsk): Promise<string> {
  if (ask.given !== undefined && ask.stdin) throw argumentFailure(ctx, ask.bothGiven);
  if (ask.given !== undefined) return ask.given;
  if (ask.stdin) return ctx.terminal.readStdin();
  if (!ctx.terminal.interactive) throw argumentFailure(ctx, ask.noneGiven);
  const typed = await ctx.terminal.askHidden(ask.question);
  if (typed === undefined) throw new Failure('cancelled', 'the person gave up at the question');
  return typed;
}
