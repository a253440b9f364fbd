import { sortWindows, type QuotaWindow } from '../../domain/quota-window.ts';
import { jsonPercent, windowMinutes } from './json-number.ts';
import { coreEn } from '../messages/en/core.ts';
import { lengthText, windowLabel } from '../words/windows.ts';
import { formatShare } from '../words/shares.ts';
import { formatUtc } from '../words/time.ts';
import type { RateWindow, RateWindows } from './usage-record.ts';

const lengthWords = {
  days: (count: number) => `${count} days`,
  hours: (count: number) => (count === 1 ? 'hour' : `${count} hours`),
  minutes: (count: number) => `${count} minutes`,
};

/**
 * Weekly first and 5-hour second, as widgets expect; all others by name. Many widgets show only
 * these first three, so without a weekly window the monthly one is the third.
 */
export function rateWindows(windows: readonly QuotaWindow[]): RateWindows {
  const weekly = windows.find(({ id }) => id === 'weekly');
  const session = windows.find(({ id }) => id === 'session');
  const monthly = windows.find(({ id }) => id === 'monthly');
  const extra = sortWindows(windows)
    .filter((window) => window !== weekly && window !== session)
    .map((window) => ({
      id: extraId(window),
      title: extraTitle(window),
      window: rateWindow(window),
    }));
  return {
    primary: weekly === undefined ? null : rateWindow(weekly),
    secondary: session === undefined ? null : rateWindow(session),
    tertiary: weekly !== undefined || monthly === undefined ? null : rateWindow(monthly),
    ...(extra.length === 0 ? {} : { extraRateWindows: extra }),
  };
}

function extraId({ id }: QuotaWindow): string {
  return id === 'code-weekly' ? 'kimi-code-7d' : `kimi-${id}`;
}

function extraTitle(window: QuotaWindow): string {
  return window.id === 'monthly' ? 'Total usage' : windowLabel(window, coreEn);
}

function rateWindow(window: QuotaWindow): RateWindow {
  const resetsAt = formatUtc(window.resetsAtMs);
  const resetDescription = describe(window);
  return {
    usedPercent: jsonPercent(window.usedPercent),
    windowMinutes: windowMinutes(window),
    resetsAt,
    resetDescription,
  };
}

/** Counts if Kimi counts requests, else a percentage; undefined if neither is readable. */
function describe({
  id,
  used,
  limit,
  unit,
  usedPercent,
  lengthMinutes,
  reliable,
}: QuotaWindow): string | undefined {
  if (!reliable) return undefined;
  if (unit === 'percent' || used === undefined || limit === undefined)
    return `${formatShare(usedPercent, 'used')} used`;
  if (id === 'weekly' || id === 'monthly') return `${used}/${limit} requests`;
  return lengthMinutes === undefined
    ? `Rate: ${used}/${limit}`
    : `Rate: ${used}/${limit} per ${lengthText(lengthMinutes, lengthWords)}`;
}
