import type { Fleet, FleetAccount, FleetRow, FleetTeam, FleetWindow } from '../domain/fleet.ts';
import type { Host } from '../host/host.ts';
import { detailsQuery, fleetQueries, troubleClasses } from './fleet-queries.ts';
import { queryEngine, type EngineAddress, type EngineSample } from './query-engine.ts';

export type FleetRequest = {
  readonly engine: EngineAddress;
  readonly team?: string | undefined;
  /** Rows of a page. */
  readonly limit: number;
  /** The first one is 1. */
  readonly page: number;
  readonly signal: AbortSignal;
};

type Labels = EngineSample['labels'];

/**
 * The accounts of all machines, those in most trouble first. Throws an `EngineFailure`, or the
 * reason of the signal.
 */
export async function readFleet(
  host: Pick<Host, 'http' | 'clock'>,
  { engine, team, limit, page, signal }: FleetRequest,
): Promise<Fleet> {
  const queries = fleetQueries({ team, limit: limit * page });
  const ask = (query: string) => queryEngine(host, engine, { query, signal });
  // Two at a time: engines limit how many queries run at once.
  const [order, teams] = await Promise.all([ask(queries.order), ask(queries.teams)]);
  const worstFirst = order
    .toSorted((a, b) => b.value - a.value)
    .slice(limit * (page - 1))
    .map(({ labels }) => accountOf(labels));
  const [details, mostRoom] = await Promise.all([
    worstFirst.length === 0 ? [] : ask(detailsQuery(worstFirst, team)),
    ask(queries.mostRoom),
  ]);
  const [nextBack, silent] = await Promise.all([ask(queries.nextBack), ask(queries.silent)]);
  const byAccount = Map.groupBy(details, ({ labels }) => keyOf(labels));
  return {
    atMs: host.clock.now(),
    rows: worstFirst.map((one) => rowOf(one, byAccount.get(keyOf(one)) ?? [])),
    teams: teamsFrom(teams),
    mostRoom: byValue(mostRoom).map(({ labels, value }) =>
      Object.assign(accountOf(labels), { usedPercent: value * 100 }),
    ),
    nextBack: byValue(nextBack).map(({ labels, value }) =>
      Object.assign(accountOf(labels), {
        window: labels['window'] ?? '',
        resetsAtMs: value * 1000,
      }),
    ),
    silent: silent.map(({ labels }) => ({ team: labels['team'], host: labels['host'] ?? '' })),
  };
}

function byValue(samples: readonly EngineSample[]): readonly EngineSample[] {
  return samples.toSorted((a, b) => a.value - b.value);
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
    windows: [...windows].toSorted().map((window): FleetWindow => {
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
