import type { Failure } from '../../domain/failure.ts';
import type { Messages } from '../../present/messages/en.ts';
import { refusal } from '../refusal.ts';

/** Picks one of the sentences about arguments. */
export type Sentence = (words: Messages['arguments']) => string;

/** A command line that can't be understood. */
export function argumentFailure(sentence: Sentence, messages: Messages): Failure {
  return refusal({ messages }, (words) => sentence(words.arguments));
}
