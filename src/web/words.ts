import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { pickLanguage, type Language } from '../domain/language.ts';
import { type KimiSite } from '../domain/kimi-site.ts';
import { pageMessagesIn, type PageCatalogue } from '../present/page-messages.ts';

/** All texts of the page in one language. */
export type Words = PageCatalogue & { readonly language: Language };

/** The texts for the language setting; `auto` follows the browser. */
export function wordsFor(
  setting: 'auto' | Language | undefined,
  browserLanguages: readonly string[],
): Words {
  const language =
    setting === undefined || setting === 'auto' ? pickLanguage(spoken(browserLanguages)) : setting;
  return { language, ...pageMessagesIn(language) };
}

/** The user's languages that KimiBar has, in the user's order. */
function spoken(languages: readonly string[]): readonly string[] {
  return languages.filter((language) => /^(?:en|zh)\b/i.test(language));
}

export const WordsContext = createContext<Words>(wordsFor('en', []));

export function useWords(): Words {
  return useContext(WordsContext);
}

/** The Kimi service of the main account, for links to its pages. */
export const SiteContext = createContext<KimiSite>('mainland');

export function useSite(): KimiSite {
  return useContext(SiteContext);
}
