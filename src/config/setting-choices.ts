import type { Cadence } from '../domain/settings-view.ts';
import type { SourceChoice } from '../domain/usage-snapshot.ts';
import type { CookieSource, Region, Settings } from './settings.ts';

/** The words a setting may hold, in the order they are shown. */
export const sourceChoices = ['auto', 'api', 'cli', 'web'] as const satisfies readonly SourceChoice[];
export const cookieSourceChoices = ['auto', 'manual', 'off'] as const satisfies readonly CookieSource[];
export const regionChoices = ['auto', 'mainland', 'global'] as const satisfies readonly Region[];
export const meterChoices = ['left', 'used'] as const satisfies readonly Settings['meters'][];
/** `auto` follows the system. */
export const languageChoices = ['auto', 'en', 'zh-CN'] as const satisfies readonly (NonNullable<Settings['language']> | 'auto')[];
/** Minutes between two background refreshes, or as the moment calls for. */
export const cadenceChoices = [1, 5, 15, 30, 'adaptive'] as const satisfies readonly Cadence[];
