import { Failure } from '../domain/failure.ts';
import { en } from '../present/messages/en.ts';
import type { Messages } from '../present/messages/en.ts';

/** Picks one of the sentences about arguments. */
export type Sentence = (words: Messages['arguments']) => string;

/** A command line that can't be understood. The person reads the sentence in their language; records hold it in English. */
export function argumentFailure(sentence: Sentence, messages: Messages): Failure {
  const subject = sentence(messages.arguments);
  return new Failure('invalid-arguments', sentence(en.arguments), { detail: { code: 'argument', subject } });
}
