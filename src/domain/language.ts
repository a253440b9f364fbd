export const languages = ['en', 'zh-CN'] as const;
/** The languages of KimiBar's messages. */
export type Language = (typeof languages)[number];

/**
 * The language of the first locale that is set. Any Chinese locale (`zh`, `zh_CN.UTF-8`,
 * `zh-Hans`) means Simplified Chinese; every other locale, `C` and `POSIX` mean English.
 */
export function pickLanguage(locales: readonly (string | undefined)[]): Language {
  const locale = locales.find((candidate) => candidate !== undefined && candidate.trim() !== '');
  return locale !== undefined && /^zh\b|^zh_/i.test(locale.trim()) ? 'zh-CN' : 'en';
}
