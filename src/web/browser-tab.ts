import { useEffect, useRef, useState } from 'preact/hooks';
import { after } from './browser.ts';
import { byTrouble } from './usage/account-order.ts';
import { emptied, iconShape, iconUrl } from './tab-icon.ts';
import { formatShare } from '../present/words/shares.ts';
import type { UsageView } from '../present/usage-view.ts';
import { moment } from './usage/card-lines.ts';
import { isMotionWelcome, isRefill, levelOf, refillMs, type Level } from './usage/refill.ts';
import { windowLabel } from '../present/words/windows.ts';
import { tightestRow } from '../present/tightest-row.ts';
import type { Route } from './use-route.ts';
import type { Words } from './words.ts';

type TabFacts = { readonly views: readonly UsageView[]; readonly route: Route };

/** Keeps the tab's title and icon, and the document's language, up to date. */
export function useTab(facts: TabFacts, words: Words): void {
  const title = tabTitle(facts, words);
  const shape = iconShape(byTrouble(facts.views)[0]);
  const icon = iconUrl(useBlink(facts.views) ? emptied(shape) : shape);
  useEffect(() => void (document.title = title), [title]);
  useEffect(() => document.querySelector('link[rel=icon]')?.setAttribute('href', icon), [icon]);
  useEffect(() => void (document.documentElement.lang = words.language), [words.language]);
}

/** True for a moment after a window was reset. */
function useBlink(views: readonly UsageView[]): boolean {
  const before = useRef<ReadonlyMap<string, Level>>(new Map());
  const [isBlinking, setIsBlinking] = useState(false);
  useEffect(() => {
    const levels = new Map(
      views.flatMap(({ account = '', rows }) =>
        rows.map((row) => [`${account} ${row.id}`, levelOf(row)] as const),
      ),
    );
    const isReset = [...levels].some(([key, level]) => {
      const last = before.current.get(key);
      return last !== undefined && isRefill(last, level);
    });
    before.current = levels;
    if (isReset && isMotionWelcome()) setIsBlinking(true);
  }, [views]);
  useEffect(() => {
    if (!isBlinking) return undefined;
    return after(refillMs, () => setIsBlinking(false));
  }, [isBlinking]);
  return isBlinking;
}

/** The answer for the account in most trouble, in a few characters, since tabs are narrow. */
export function tabTitle({ views, route }: TabFacts, words: Words): string {
  if (route === 'settings') return `${words.page.settings.heading} · KimiBar`;
  if (route === 'fleet') return `${words.page.fleet.link} · KimiBar`;
  const [view] = byTrouble(views);
  const tightest = view === undefined ? undefined : tightestRow(view.rows);
  if (view === undefined || tightest === undefined) return 'KimiBar';
  const mark = view.fetched?.stale === true ? '⚠ ' : '';
  const name = views.length > 1 ? [view.account ?? words.page.chart.mainAccount] : [];
  return `${mark}${[...name, answer(view, words), 'KimiBar'].join(' · ')}`;
}

function answer(view: UsageView, words: Words): string {
  const { verdict, rows } = view;
  const { tab } = words.page;
  const decides = rows.find(({ id }) => id === verdict.window) ?? tightestRow(rows);
  if (decides === undefined) return '';
  const label = windowLabel(decides, words.messages);
  const share = formatShare(decides.leftPercent, 'left');
  const { backAt, until } = verdict;
  if (verdict.state === 'out' && backAt !== undefined)
    return `${tab.back(moment(backAt, view, words))} · ${label}`;
  if (verdict.state === 'out') return `${tab.out} · ${label}`;
  return verdict.state === 'short' && until !== undefined
    ? `${share} · ${tab.empty(moment(until, view, words))} · ${label}`
    : `${share} · ${label}`;
}
