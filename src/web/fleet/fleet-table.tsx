import { useEffect, useRef } from 'preact/hooks';
import { fleetPageRows } from '../../domain/fleet.ts';
import { accountMark, accountName } from '../../present/fleet/fleet-names.ts';
import { fleetFailureText } from '../../present/fleet/fleet-trouble.ts';
import type { FleetRowView, FleetView } from '../../present/fleet/fleet-view.ts';
import { cleanText } from '../../present/words/clean-text.ts';
import { formatLikelihood, groupedCount } from '../../present/words/shares.ts';
import { formatAge, formatCountdown, formatMoment } from '../../present/words/time.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { ShareCell } from '../usage/share-cell.tsx';
import { unbroken } from '../unbroken.tsx';
import { useWords, type Words } from '../words.ts';
import { fleetHash, type FleetPlace } from './fleet-place.ts';
import { TeamFilter } from './team-filter.tsx';

export type FleetTableFacts = {
  readonly view: FleetView;
  readonly place: FleetPlace;
  /** The teams to choose from. */
  readonly teams: readonly string[];
  readonly nowMs: number;
};

/** One page of all accounts, those in trouble first. */
export function FleetTable({ view, place, teams, nowMs }: FleetTableFacts) {
  const { messages, page } = useWords();
  const { columns, rows } = view;
  return (
    <section class="plate accounts" aria-labelledby="fleet-range">
      <header>
        <Range view={view} place={place} />
        <TeamFilter team={place.team} teams={teams} />
        <Pages place={place} count={view.pageCount} />
      </header>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{messages.fleet.machine}</th>
              {columns.map((id) => (
                <th scope="col" key={id}>
                  {windowLabel({ id }, messages)}
                </th>
              ))}
              <th scope="col">{page.accountTable.outlook}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={accountName(row)} row={row} columns={columns} nowMs={nowMs} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Which accounts these are. Gets the focus when another page is shown. */
function Range({ view, place }: Pick<FleetTableFacts, 'view' | 'place'>) {
  const { page, messages } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(place.page);
  useEffect(() => {
    if (shown.current !== place.page) heading.current?.focus();
    shown.current = place.page;
  }, [place.page]);
  const before = fleetPageRows * (place.page - 1);
  const [from, to, all] = [before + 1, before + view.rows.length, view.all].map(groupedCount);
  return (
    <h2 id="fleet-range" tabIndex={-1} ref={heading}>
      {view.rows.length === 0
        ? messages.fleet.pastEnd
        : page.fleet.range({ from: from ?? '', to: to ?? '', all: all ?? '' })}
    </h2>
  );
}

/** To the page before and after; nothing if there is only one. */
function Pages({ place, count }: { readonly place: FleetPlace; readonly count: number }) {
  const { fleet } = useWords().page;
  if (count === 1 && place.page === 1) return null;
  const link = (to: number, label: string) =>
    to >= 1 && to <= count ? (
      <a class="button" href={fleetHash({ ...place, page: to })}>
        {label}
      </a>
    ) : (
      <a class="button" role="link" aria-disabled="true">
        {label}
      </a>
    );
  return (
    <nav aria-label={fleet.pages}>
      {link(Math.min(place.page - 1, count), fleet.previous)}
      {link(place.page + 1, fleet.next)}
    </nav>
  );
}

type RowFacts = {
  readonly row: FleetRowView;
  readonly columns: FleetView['columns'];
  readonly nowMs: number;
};

function Row({ row, columns, nowMs }: RowFacts) {
  const words = useWords();
  const facts = [row.team, row.plan].flatMap((text) => (text === undefined ? [] : cleanText(text)));
  return (
    <tr class={row.ageMs === undefined ? '' : 'stale'}>
      <th scope="row">
        <b>{[cleanText(row.host), accountMark(row)].filter(Boolean).join(' ')}</b>{' '}
        <span class="quiet">{facts.join(' · ')}</span>
      </th>
      {columns.map((id) => (
        <td key={id}>
          <ShareCell row={row.meters.find((meter) => meter.id === id)} name={accountName(row)} />
        </td>
      ))}
      <td>
        <span class={`outlook ${urgencyOf(row)}`}>{unbroken(outlookText(row, nowMs, words))}</span>
        {row.ageMs !== undefined && (
          <span class="quiet"> · {unbroken(formatAge(row.ageMs, words.messages))}</span>
        )}
      </td>
    </tr>
  );
}

function urgencyOf({ trouble, lasts }: FleetRowView): string {
  if (trouble.kind === 'none') return lasts ? 'calm' : '';
  if (trouble.kind === 'short') return 'busy';
  return trouble.kind === 'out' ? 'out' : 'nearly-out';
}

function outlookText({ trouble, lasts }: FleetRowView, nowMs: number, words: Words): string {
  const { messages, page } = words;
  switch (trouble.kind) {
    case 'signed-out':
      return messages.fleet.signedOut;
    case 'failing':
      return fleetFailureText(trouble.failure, messages);
    case 'short':
      return messages.fleet.likelyOut(formatLikelihood(trouble.probability));
    case 'out':
      return trouble.backAtMs === undefined
        ? page.card.usedUp
        : page.card.backAt({
            at: formatMoment(trouble.backAtMs, nowMs, messages),
            span: formatCountdown(trouble.backAtMs - nowMs, messages),
          });
    default:
      return lasts ? messages.verdict.corner.lasts : '';
  }
}
