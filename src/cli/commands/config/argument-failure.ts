import { Failure } from '../../../domain/failure.ts';
import { en, type Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';

/** Picks one of the `config` sentences. */
export type Sentence = (words: Messages['config']) => string;

/** Bad input. The person reads the sentence in their language; records and logs hold it in English. */
export function argumentFailure(ctx: Pick<CommandContext, 'messages'>, sentence: Sentence): Failure {
  const subject = sentence(ctx.messages.config);
  return new Failure('invalid-arguments', sentence(en.config), { detail: { code: 'argument', subject } });
}
