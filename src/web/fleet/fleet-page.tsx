import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Fleet } from '../../domain/fleet.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { engineTroubleText } from '../../present/fleet/engine-trouble-text.ts';
import { accountName } from '../../present/fleet/fleet-names.ts';
import { fleetView } from '../../present/fleet/fleet-view.ts';
import { groupedCount } from '../../present/words/shares.ts';
import { formatCountdown, formatMoment } from '../../present/words/time.ts';
import { useHash } from '../use-route.ts';
import { useWords, type Words } from '../words.ts';
import { FleetLists } from './fleet-lists.tsx';
import { fleetPlace } from './fleet-place.ts';
import { FleetTable } from './fleet-table.tsx';
import { useFleet, type FleetObstacle } from './use-fleet.ts';

/** Exporters push once a minute. */
const refreshMs = 60_000;

export type FleetPageFacts = { readonly nowMs: number; readonly meters: Meters };

/** The accounts of all machines, as the metrics engine has them: `#/fleet?page=3&team=core`. */
export function FleetPage({ nowMs, meters }: FleetPageFacts) {
  const words = useWords();
  const place = fleetPlace(useHash());
  const { fleet, isWanted, obstacle } = useFleet(place, Math.floor(nowMs / refreshMs));
  const view = useMemo(() => fleet && fleetView(fleet, meters), [fleet, meters]);
  const teams = useTeams(fleet, place.team === undefined && isWanted);
  if (fleet === undefined || view === undefined)
    return obstacle === undefined ? (
      <h1 class="waiting">{words.page.loading}</h1>
    ) : (
      <Obstacle obstacle={obstacle} heading="h1" />
    );
  if (view.all === 0 && fleet.silent.length === 0 && place.team === undefined) return <Nothing />;
  const age = formatCountdown(Math.max(60_000, nowMs - view.atMs), words.messages);
  return (
    <div class={obstacle === undefined ? 'fleet' : 'fleet stale'} aria-busy={!isWanted}>
      {obstacle !== undefined && (
        <Obstacle obstacle={obstacle} heading="h2" shown={words.page.fleet.from(age)} />
      )}
      <div class="verdict">
        <h1>{headline(view, place.team, words)}</h1>
        <p>{summary(fleet, nowMs, words)}</p>
      </div>
      <FleetTable view={view} place={place} teams={teams} nowMs={nowMs} />
      <FleetLists fleet={fleet} view={view} nowMs={nowMs} />
    </div>
  );
}

/** The names of all teams, also while one of them is shown, if they were seen before. */
function useTeams(fleet: Fleet | undefined, areAll: boolean): readonly string[] {
  const known = useRef<readonly string[]>([]);
  useEffect(() => {
    if (fleet !== undefined && areAll) known.current = teamsOf(fleet);
  }, [fleet, areAll]);
  return areAll && fleet !== undefined ? teamsOf(fleet) : known.current;
}

function teamsOf({ teams }: Fleet): readonly string[] {
  return teams.flatMap(({ team }) => team ?? []);
}

type Counts = { readonly all: number; readonly canGoOn: number };

function headline({ all, canGoOn }: Counts, team: string | undefined, words: Words): string {
  const { accountTable } = words.page;
  const counts = { count: groupedCount(canGoOn), all: groupedCount(all) };
  const sentence = all === 0 ? words.messages.fleet.nothing : accountTable.canGoOn(counts);
  return team === undefined ? sentence : `${team}: ${sentence}`;
}

/** Which account has the most room, and which is back first. */
function summary({ mostRoom, nextBack }: Fleet, nowMs: number, words: Words): string {
  const { messages, page } = words;
  const [room] = mostRoom;
  const [back] = nextBack;
  return [
    ...(room === undefined ? [] : [page.accountTable.mostRoom(accountName(room))]),
    ...(back === undefined
      ? []
      : [
          page.accountTable.nextBack({
            account: accountName(back),
            at: formatMoment(back.resetsAtMs, nowMs, messages),
          }),
        ]),
  ].join(messages.verdict.between);
}

type ObstacleFacts = {
  readonly obstacle: FleetObstacle;
  readonly heading: 'h1' | 'h2';
  /** What is shown all the same. */
  readonly shown?: string | undefined;
};

function Obstacle({ obstacle, heading: Heading, shown }: ObstacleFacts) {
  const { page, messages } = useWords();
  if (obstacle.kind === 'not-set')
    return (
      <section class="plate notice">
        <Heading>{page.fleet.link}</Heading>
        <p>
          {page.fleet.notSet} <code>kimibar config set fleet.url URL</code>
        </p>
      </section>
    );
  const text =
    obstacle.kind === 'engine'
      ? engineTroubleText(obstacle.engine, messages)
      : page.fleet.unreachable;
  return (
    <section class="plate notice warning" role="alert">
      <Heading>{text}</Heading>
      <p>{[shown, page.fleet.again].filter(Boolean).join(messages.verdict.between)}</p>
    </section>
  );
}

function Nothing() {
  const { page, messages } = useWords();
  return (
    <section class="plate notice">
      <h1>{messages.fleet.nothing}</h1>
      <p>
        {page.fleet.nothing} <code>kimibar export test</code>
      </p>
    </section>
  );
}
