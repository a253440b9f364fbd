import type { Failure } from '../domain/failure.ts';
import { en, type Messages } from '../present/messages/en.ts';
import { invalidArguments } from './argument-refusal.ts';
import type { CommandContext } from './command-context.ts';

/**
 * The failure for a call with invalid arguments. Users read it in their language; JSON and logs
 * have it in English.
 */
export function refusal(
  { messages }: Pick<CommandContext, 'messages'>,
  sentence: (messages: Messages) => string,
): Failure {
  return invalidArguments(sentence(en), sentence(messages));
}
