import { Failure } from '../domain/failure.ts';
import { en, type Messages } from '../present/messages/en.ts';
import type { CommandContext } from './command-context.ts';

/** A call that can't work as it stands. The person reads the sentence in their language; records and logs hold it in English. */
export function refusal(
  { messages }: Pick<CommandContext, 'messages'>,
  sentence: (messages: Messages) => string,
): Failure {
  return new Failure('invalid-arguments', sentence(en), {
    detail: { code: 'argument', subject: sentence(messages) },
  });
}
