import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { pickLanguage, type Language } from '../domain/language.ts';
import { messagesIn, type Messages } from '../present/messages.ts';
import { pageMessagesIn, type PageMessages } from '../present/page-messages.ts';

/** All words of one language: those the terminal also speaks, and the page's own. */
export type Words = {
  readonly language: Language;
  readonly messages: Messages;
  readonly page: PageMessages;
};

/** The words for a setting; `auto` follows the browser. */
export function wordsFor(
  setting: 'auto' | Language | undefined,
  browserLanguages: readonly string[],
): Words {
  const language =
    setting === undefined || setting === 'auto' ? pickLanguage(browserLanguages) : setting;
  return { language, messages: messagesIn(language), page: pageMessagesIn(language) };
}

/** The words that every part of the page speaks with. */
export const WordsContext = createContext<Words>(wordsFor('en', []));

export function useWords(): Words {
  return useContext(WordsContext);
}
