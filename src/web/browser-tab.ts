import { useEffect } from 'preact/hooks';
import { formatShare } from '../present/words/shares.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';
import { windowLabel } from '../present/words/windows.ts';
import { tightestRow } from '../present/tightest-row.ts';
import type { Words } from './words.ts';

/** Keeps the tab's title and icon, and the document's language, up to date. */
export function useTab(view: UsageView | undefined, words: Words): void {
  const title = tabTitle(view, words);
  const icon = tabIcon(view);
  useEffect(() => void (document.title = title), [title]);
  useEffect(() => document.querySelector('link[rel=icon]')?.setAttribute('href', icon), [icon]);
  useEffect(() => void (document.documentElement.lang = words.language), [words.language]);
}

/** The tab's title: the tightest window's remaining share first, since tabs are narrow. */
export function tabTitle(view: UsageView | undefined, { messages }: Words): string {
  const tightest = view === undefined ? undefined : tightestRow(view.rows);
  if (view === undefined || tightest === undefined) return 'KimiBar';
  const mark = view.fetched?.stale === true ? '⚠ ' : '';
  return `${mark}${formatShare(tightest.leftPercent, 'left')} · ${windowLabel(tightest, messages)} · KimiBar`;
}

const colours = {
  calm: '#2FA37C',
  busy: '#D9A400',
  'nearly-out': '#E5484D',
  out: '#8B1E22',
  blocked: '#8A8984',
  unknown: '#8A8984',
};

/** A `data:` URL of two slim bars of what is left, weekly above 5-hour, grey if stale. */
function tabIcon(view: UsageView | undefined): string {
  const rows = view?.rows ?? [];
  const shown = ['weekly', 'session']
    .map((id) => rows.find((row) => row.id === id))
    .filter((row) => row !== undefined);
  const bars = (shown.length > 0 ? shown : rows.slice(0, 1)).map((row, index, all) => {
    const y = all.length === 1 ? 11 : 5 + index * 13;
    return bar(row, y, view?.fetched?.stale === true);
  });
  const body = bars.length === 0 ? empty(5) + empty(18) : bars.join('');
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${body}</svg>`)}`;
}

function bar(row: UsageRow, y: number, stale: boolean): string {
  const width =
    Math.round(Math.max(row.leftPercent > 0 ? 4 : 0, (row.leftPercent / 100) * 30) * 10) / 10;
  const fill = stale || !row.reliable ? colours.unknown : colours[row.severity];
  return `${empty(y)}<rect x="1" y="${y}" width="${width}" height="9" rx="2" fill="${fill}"/>`;
}

function empty(y: number): string {
  return `<rect x="1" y="${y}" width="30" height="9" rx="2" fill="#8A8984" fill-opacity=".35"/>`;
}
