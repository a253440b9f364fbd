import { decidingWindow, type QuotaWindow, type UsageRecord } from './usage-record.ts';

/** Translates a text with numbered gaps, as `vscode.l10n.t` does. */
export type Translate = (text: string, ...gaps: readonly (string | number)[]) => string;

export type StatusBar = {
  /** With icons in VS Code's notation. */
  readonly text: string;
  /** `warning`: it runs short. `error`: nothing is left. */
  readonly emphasis?: 'warning' | 'error' | undefined;
};

/** What is known: usage, Kimi turned off, or why there is none. */
export type Usage = UsageRecord | 'off' | 'no-command' | 'no-data';

export type Look = {
  readonly t: Translate;
  /** A time of day, or a weekday with it if it is not today. */
  readonly clock: (at: Date) => string;
  readonly now: Date;
  readonly show: 'tightest' | 'verdict';
};

/** The text of the status bar. Coloured only if the quota runs short or is used up. */
export function statusBar(usage: Usage, look: Look): StatusBar {
  const { t } = look;
  if (usage === 'off') return { text: `$(circle-slash) Kimi · ${t('off')}` };
  if (usage === 'no-command') return { text: `$(warning) ${t('kimibar not found')}` };
  if (usage === 'no-data') return { text: `$(warning) Kimi · ${t('no data')}` };
  const window = decidingWindow(usage);
  if (window === undefined) {
    const isSignedOut = usage.failure?.startsWith('credential-') === true;
    return { text: `$(warning) Kimi · ${t(isSignedOut ? 'not signed in' : 'no data')}` };
  }
  const { text, emphasis } = verdictText(usage, window, look);
  if (!usage.stale) return { text: `$(dashboard) Kimi ${text}`, emphasis };
  const ageMs = look.now.getTime() - (usage.fetchedAt ?? look.now).getTime();
  return { text: `$(warning) Kimi ${t('{0} · {1}m old', text, Math.floor(ageMs / 60_000))}` };
}

function verdictText({ verdict }: UsageRecord, window: QuotaWindow, look: Look): StatusBar {
  const { t, clock, show } = look;
  const { state, until, backAt } = verdict;
  const left = leftNumber(window.remainingPercent);
  const name = shortName(window);
  if (state === 'out') {
    const text = backAt === undefined ? t('used up') : t('used up · back {0}', clock(backAt));
    return { text, emphasis: 'error' };
  }
  if (state === 'short' && until !== undefined)
    return { text: t('{0} {1}% left · empty {2}', name, left, clock(until)), emphasis: 'warning' };
  if (state === 'lasts' && show === 'verdict') return { text: t('it will last') };
  return { text: t('{0} {1}% left', name, left) };
}

/** Whole percent as Kimi rounds: 0 and 100 only if it is exactly that. */
export function leftNumber(remainingPercent: number): string {
  if (remainingPercent > 0 && remainingPercent < 1) return '<1';
  if (remainingPercent > 99 && remainingPercent < 100) return '>99';
  return String(100 - Math.floor(100 - remainingPercent + 0.5));
}

function shortName({ id, label }: QuotaWindow): string {
  const names: Readonly<Record<string, string>> = { session: '5h', weekly: '7d', monthly: '30d' };
  return names[id] ?? label;
}
