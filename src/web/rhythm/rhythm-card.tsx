import { useMemo } from 'preact/hooks';
import type { UsageView } from '../../present/usage-view.ts';
import { formatShare } from '../../present/words/shares.ts';
import { formatCountdown } from '../../present/words/time.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { useHistory } from '../history/use-history.ts';
import { clockHour, weekday } from './day-words.ts';
import { RhythmGrid } from './rhythm-grid.tsx';
import { rhythmOf, type Rhythm } from './rhythm.ts';
import { unbroken } from '../unbroken.tsx';
import { useWords, type Words } from '../words.ts';

const days = 30;
/** With less, a grid would show single days as a habit. */
const minDays = 3;
const hourMs = 3_600_000;

export type RhythmCardFacts = { readonly view: UsageView; readonly isReachable: boolean };

/** When the account is used, when it ran dry, and what expired unused. */
export function RhythmCard({ view, isReachable }: RhythmCardFacts) {
  const words = useWords();
  const { rhythm: texts, chart } = words.page;
  const hour = Math.floor(view.nowMs / hourMs);
  const history = useHistory({
    account: view.account,
    since: `${days}d`,
    revision: hour,
    isReachable,
  });
  const rhythm = useMemo(
    () => (history.kind === 'ready' ? rhythmOf(history.series, view.nowMs) : undefined),
    [history],
  );
  const drawn = useMemo(
    () => rhythm && <DrawnRhythm rhythm={rhythm} nowMs={view.nowMs} />,
    [rhythm, words, hour],
  );
  // Beside a failure without any usage, an empty grid would only be in the way.
  if (view.rows.length === 0 && (rhythm === undefined || rhythm.days === 0)) return null;
  return (
    <section class="plate rhythm" aria-labelledby="rhythm">
      <header>
        <h2 id="rhythm">{texts.heading}</h2>
        <p class="quiet">{texts.span(days)}</p>
      </header>
      {rhythm === undefined ? (
        <p class="blank">{history.kind === 'failed' ? chart.failed : chart.loading}</p>
      ) : (
        drawn
      )}
    </section>
  );
}

/** Grid and sentence. The caller keeps them for an hour: they are the same every second. */
function DrawnRhythm({ rhythm, nowMs }: { readonly rhythm: Rhythm; readonly nowMs: number }) {
  const words = useWords();
  return (
    <>
      <RhythmGrid rhythm={rhythm} nowMs={nowMs} />
      <RhythmText rhythm={rhythm} words={words} />
    </>
  );
}

function RhythmText({ rhythm, words }: { readonly rhythm: Rhythm; readonly words: Words }) {
  const { rhythm: texts } = words.page;
  if (rhythm.days < minDays) return <p class="quiet">{texts.learning(rhythm.days)}</p>;
  const { dryCount, waitedMs } = rhythm;
  const { between } = words.messages.verdict;
  return (
    <p class="quiet">
      {busiestText(rhythm, words)}
      {between}
      {dryCount === 0 ? (
        texts.neverDry
      ) : (
        <strong>
          {unbroken(
            texts.dry({ count: dryCount, waited: formatCountdown(waitedMs, words.messages) }),
          )}
        </strong>
      )}
      {between}
      {expiredText(rhythm, words)}
    </p>
  );
}

function busiestText({ busiest }: Rhythm, { messages, page }: Words): string {
  if (busiest === undefined) return '';
  const { fromDay, toDay, fromHour, toHour } = busiest;
  const [first, last] = [
    weekday(fromDay, messages.usage.locale),
    weekday(toDay, messages.usage.locale),
  ];
  return page.rhythm.busiest({
    days:
      toDay - fromDay === 6
        ? page.rhythm.everyDay
        : fromDay === toDay
          ? first
          : page.rhythm.dayRange({ first, last }),
    from: clockHour(fromHour, messages.usage),
    to: clockHour(toHour, messages.usage),
  });
}

function expiredText({ expired }: Rhythm, { messages, page }: Words): string {
  if (expired === undefined) return '';
  const { windowId: id, label, lengthMinutes } = expired.series;
  return page.rhythm.expired({
    window: windowLabel({ id, label, lengthMinutes }, messages),
    share: formatShare(expired.leftPercent, 'left'),
  });
}
