import type { FleetAccount } from '../domain/fleet.ts';

const account = 'team, host, account';
/** Lists beside the rows. */
const listed = 5;
const maxSilent = 50;
/** Of each team's accounts in most trouble, the rules record as many. */
const recordedOfTeam = 20;
/** Accounts whose details one query asks for. */
const asked = 50;

/** What an account's trouble comes to, rounded. `short` is more likely than not to run out. */
export const troubleClasses = { short: '1', out: '2', failing: '4' } as const;

/** How many accounts are in trouble. */
export type TroubleCounts = {
  readonly failing: number;
  readonly out: number;
  readonly short: number;
};

export type FleetQueries = {
  /** Accounts by `team` and `class`, see `troubleClasses`. */
  readonly teams: string;
  /** The accounts in most trouble, up to this row. */
  order(limit: number, counts: TroubleCounts): string;
  readonly mostRoom: string;
  readonly nextBack: string;
  /** Machines that reported an hour or a day ago, but not now. */
  readonly silent: string;
};

/**
 * PromQL over what the rules in deploy/rules/recording.yaml record each minute, which is a fraction
 * of the series that machines push.
 */
export function recordedQueries(team: string | undefined): FleetQueries {
  const of = (name: string) => `kimibar:${name}${selector(team)}`;
  const up = of('up:max_by_host');
  return {
    teams: `sum by (team, class) (${of('accounts:by_trouble')})`,
    order: (limit) =>
      `topk(${limit}, ${of(limit > recordedOfTeam ? 'trouble:score' : 'trouble:top_by_team')})`,
    mostRoom: lowest(of('account_used_ratio:lowest_by_team')),
    nextBack: nextBack(of('quota_back_timestamp_seconds')),
    silent: silent((offset) => `${up}${offset}`),
  };
}

/** The same over what machines push, for an engine without these rules. */
export function pushedQueries(team: string | undefined): FleetQueries {
  const of = (name: string) => `kimibar_${name}${selector(team)}`;
  const max = (name: string) => `max by (${account}) (${of(name)})`;
  const used = max('quota_used_ratio');
  // The first one that has an account says what its trouble is.
  const tiers = [
    `${max('failing')} * 4`,
    `(${used} >= 1) * 0 + 2`,
    max('quota_runs_out_probability'),
    `${max('up')} * 0`,
  ];
  const ofWindow = `${account}, window`;
  return {
    teams: `count_values by (team) ("class", floor((${tiers.join(' or ')}) + 0.5))`,
    order: (limit, { failing, out, short }) => {
      // No more than the page needs: the tiers after it are most of the series.
      const ends = [failing, failing + out, failing + out + short];
      const needed = tiers.slice(0, 1 + ends.filter((end) => end < limit).length);
      return `topk(${limit}, ${needed.join(' or ')})`;
    },
    mostRoom: lowest(`${used} unless ${max('failing')}`),
    nextBack: nextBack(
      `max by (${ofWindow}) (${of('quota_reset_timestamp_seconds')}` +
        ` and on (${ofWindow}) (${of('quota_used_ratio')} >= 1))`,
    ),
    silent: silent((offset) => `max by (team, host) (${of('up')}${offset})`),
  };
}

function nextBack(back: string): string {
  return lowest(`${back} > time()`);
}

function lowest(series: string): string {
  return `bottomk(${listed}, ${series})`;
}

function silent(up: (offset: string) => string): string {
  return `topk(${maxSilent}, (${up(' offset 1h')} or ${up(' offset 1d')}) unless ${up('')})`;
}

/** Everything that is known of these accounts. Engines limit the length of a query. */
export function detailsQueries(accounts: readonly FleetAccount[]): readonly string[] {
  const chunks = Array.from({ length: Math.ceil(accounts.length / asked) }, (_, at) =>
    accounts.slice(at * asked, (at + 1) * asked),
  );
  return chunks.map((some) => {
    const byHost = Map.groupBy(some, ({ team = '', host }) => JSON.stringify([team, host]));
    return [...byHost.values()].map(detailsSelector).join(' or ');
  });
}

/** Accounts of one machine. */
function detailsSelector(accounts: readonly FleetAccount[]): string {
  const [{ team = '', host } = { host: '' }] = accounts;
  const labels = [
    '__name__=~"kimibar_(quota_.*|failing|reading_age_seconds)"',
    `team=${JSON.stringify(team)}`,
    `host=${JSON.stringify(host)}`,
    `account=~${anyOf(accounts.map(({ account: number }) => number))}`,
  ];
  return `{${labels.join(',')}}`;
}

function selector(team: string | undefined): string {
  return team === undefined ? '' : `{team=${JSON.stringify(team)}}`;
}

/** A regular expression for these values, as a string of PromQL. */
function anyOf(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)].map(quoted).join('|'));
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
