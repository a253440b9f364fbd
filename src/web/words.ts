import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { pickLanguage, type Language } from '../domain/language.ts';
import { type KimiSite } from '../domain/kimi-site.ts';
import { isObject } from '../domain/shape.ts';
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
  return { language, ...withoutLooseUnits(pageMessagesIn(language)) };
}

/**
 * The same texts with no line break between a number and the Chinese word after it: a line must
 * not begin with the unit of `48 分钟`.
 */
function withoutLooseUnits<Texts>(texts: Texts): Texts {
  return joinUnits(texts) as Texts;
}

function joinUnits(texts: unknown): unknown {
  if (typeof texts === 'string') return texts.replaceAll(/(?<=\d) (?=\p{sc=Han})/gu, '\u00a0');
  if (typeof texts === 'function') return (...args: unknown[]) => joinUnits(texts(...args));
  if (Array.isArray(texts)) return texts.map(joinUnits);
  if (!isObject(texts)) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, joinUnits(text)]));
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
