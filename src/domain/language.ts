export const languages = ['en', 'zh-CN'] as const;
/** The languages KimiBar is written in. */
export type Language = (typeof languages)[number];

/**
 * The language to speak: the first wish that names one, English otherwise.
 * Any Chinese locale (`zh`, `zh_CN.UTF-8`, `zh-Hans`) gets Simplified Chinese; a locale in another language, `C` and `POSIX` settle for English.
 */
export function pickLanguage(wishes: readonly (string | undefined)[]): Language {
  const wish = wishes.find((candidate) => candidate !== undefined && candidate.trim() !== '');
  return wish !== undefined && /^zh\b|^zh_/i.test(wish.trim()) ? 'zh-CN' : 'en';
}
