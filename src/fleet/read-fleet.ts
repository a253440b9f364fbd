import type {
  Fleet,
  FleetAccount,
  FleetPage,
  FleetRow,
  FleetTeam,
  FleetWindow,
} from '../domain/fleet.ts';
import { readingRank } from '../domain/quota-window.ts';
import type { Host } from '../host/host.ts';
import {
  detailsQueries,
  pushedQueries,
  recordedQueries,
  troubleClasses,
  type FleetQueries,
  type TroubleCounts,
} from './fleet-queries.ts';
import { queryEngine, type EngineAddress, type EngineSample } from './query-engine.ts';

export type FleetRequest = FleetPage & {
  readonly engine: EngineAddress;
  readonly signal: AbortSignal;
};

type Labels = EngineSample['labels'];

type Ask = (query: string) => Promise<readonly EngineSample[]>;

/**
 * The accounts of all machines, those in most trouble first. Throws an `EngineFailure`, or the
 * reason of the signal.
 */
export async function readFleet(
  host: Pick<Host, 'http' | 'clock'>,
  { engine, team, limit, page, signal }: FleetRequest,
): Promise<Fleet> {
  const ask: Ask = (query) => queryEngine(host, engine, { query, signal });
  const { queries, teams } = await readTeams(ask, team);
  // Two at a time: engines limit how many queries run at once.
  const [rows, lists] = await Promise.all([
    readRows(ask, { queries, teams, limit, page }),
    readLists(ask, queries),
  ]);
  return { atMs: host.clock.now(), rows, teams, ...lists };
}

/** The teams, and the queries for all else: those of the rules if the engine has their series. */
async function readTeams(
  ask: Ask,
  team: string | undefined,
): Promise<{ readonly queries: FleetQueries; readonly teams: Fleet['teams'] }> {
  const recorded = recordedQueries(team);
  const counts = await ask(recorded.teams);
  if (counts.length > 0) return { queries: recorded, teams: teamsFrom(counts) };
  const pushed = pushedQueries(team);
  return { queries: pushed, teams: teamsFrom(await ask(pushed.teams)) };
}

async function readRows(
  ask: Ask,
  {
    queries,
    teams,
    limit,
    page,
  }: Pick<FleetRequest, 'limit' | 'page'> &
    Pick<Fleet, 'teams'> & { readonly queries: FleetQueries },
): Promise<Fleet['rows']> {
  const order = await ask(queries.order(limit * page, totalOf(teams)));
  const accounts = order
    .toSorted((a, b) => b.value - a.value || byName(a, b))
    .slice(limit * (page - 1))
    .map(({ labels }) => accountOf(labels));
  const details: EngineSample[] = [];
  for (const query of detailsQueries(accounts)) details.push(...(await ask(query)));
  const byAccount = Map.groupBy(details, ({ labels }) => keyOf(labels));
  return accounts.map((one) => rowOf(one, byAccount.get(keyOf(one)) ?? []));
}

async function readLists(
  ask: Ask,
  queries: FleetQueries,
): Promise<Pick<Fleet, 'mostRoom' | 'nextBack' | 'silent'>> {
  const mostRoom = byValue(await ask(queries.mostRoom));
  const nextBack = byValue(await ask(queries.nextBack));
  const silent = await ask(queries.silent);
  return {
    mostRoom: mostRoom.map(({ labels, value }) =>
      Object.assign(accountOf(labels), { usedPercent: value * 100 }),
    ),
    nextBack: nextBack.map(({ labels, value }) =>
      Object.assign(accountOf(labels), {
        window: labels['window'] ?? '',
        resetsAtMs: value * 1000,
      }),
    ),
    silent: silent.map(({ labels }) => ({ team: labels['team'], host: labels['host'] ?? '' })),
  };
}

function byValue(samples: readonly EngineSample[]): readonly EngineSample[] {
  return samples.toSorted((a, b) => a.value - b.value || byName(a, b));
}

/** Engines return equal values in any order. */
function byName(a: EngineSample, b: EngineSample): number {
  return nameOf(a).localeCompare(nameOf(b));
}

function nameOf({ labels }: EngineSample): string {
  return `${keyOf(labels)} ${labels['window'] ?? ''}`;
}

function keyOf({ team, host, account }: Labels | FleetAccount): string {
  return JSON.stringify([team ?? '', host ?? '', account ?? '']);
}

function accountOf({ team, host = '', account = '' }: Labels): FleetAccount {
  return { team, host, account };
}

function rowOf(account: FleetAccount, samples: readonly EngineSample[]): FleetRow {
  const named = (name: string) =>
    samples.filter(({ labels }) => labels['__name__'] === `kimibar_${name}`);
  const age = Math.max(...named('reading_age_seconds').map(({ value }) => value));
  const windows = new Set(samples.flatMap(({ labels }) => labels['window'] ?? []));
  const valueOf = (name: string, window: string) =>
    named(name).find(({ labels }) => labels['window'] === window)?.value;
  return {
    ...account,
    plan: named('quota_used_ratio').find(({ labels }) => labels['plan'])?.labels['plan'],
    failing: named('failing')[0]?.labels['kind'],
    readingAgeMs: Number.isFinite(age) ? age * 1000 : undefined,
    windows: [...windows].toSorted(inReadingOrder).map((window): FleetWindow => {
      const used = valueOf('quota_used_ratio', window);
      const reset = valueOf('quota_reset_timestamp_seconds', window);
      return {
        window,
        usedPercent: used === undefined ? undefined : used * 100,
        resetsAtMs: reset === undefined ? undefined : reset * 1000,
        runsOutProbability: valueOf('quota_runs_out_probability', window),
      };
    }),
  };
}

function inReadingOrder(a: string, b: string): number {
  return readingRank(a) - readingRank(b) || a.localeCompare(b);
}

function teamsFrom(samples: readonly EngineSample[]): readonly FleetTeam[] {
  const byTeam = Map.groupBy(samples, ({ labels }) => labels['team']);
  return [...byTeam]
    .map(([team, counts]): FleetTeam => {
      const count = (wanted: string) =>
        counts.find(({ labels }) => labels['class'] === wanted)?.value ?? 0;
      return {
        team,
        accounts: counts.reduce((sum, { value }) => sum + value, 0),
        out: count(troubleClasses.out),
        short: count(troubleClasses.short),
        failing: count(troubleClasses.failing),
      };
    })
    .toSorted((a, b) => (a.team ?? '').localeCompare(b.team ?? ''));
}

function totalOf(teams: Fleet['teams']): TroubleCounts {
  const sum = (name: keyof TroubleCounts) => teams.reduce((all, team) => all + team[name], 0);
  return { failing: sum('failing'), out: sum('out'), short: sum('short') };
}
