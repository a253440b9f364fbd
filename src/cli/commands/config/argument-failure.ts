import type { Failure } from '../../../domain/failure.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';

/** Picks one of the `config` sentences. */
export type Sentence = (words: Messages['config']) => string;

/** Bad input to a `config` command. */
export function argumentFailure(
  ctx: Pick<CommandContext, 'messages'>,
  sentence: Sentence,
): Failure {
  return refusal(ctx, (words) => sentence(words.config));
}
