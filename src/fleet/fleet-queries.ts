import type { FleetAccount } from '../domain/fleet.ts';

const account = 'team, host, account';
/** Lists beside the rows. */
const listed = 5;
const maxSilent = 50;

/** What an account's trouble comes to. `short` is more likely than not to run out. */
export const troubleClasses = { short: '1', out: '2', failing: '4' } as const;

/**
 * What the engine works out, so that a page of ten thousand accounts is a page. `limit` is the
 * number of rows up to the end of the page. PromQL.
 */
export function fleetQueries(request: {
  readonly team?: string | undefined;
  readonly limit: number;
}) {
  const of = (name: string) => `kimibar_${name}${selector(request.team)}`;
  const used = `max by (${account}) (${of('quota_used_ratio')})`;
  // The worst of: 4 while refreshes fail, 2 for a quota that is used up (and next to nothing for
  // one that is not), and the probability of running out. The label keeps the sets apart.
  const trouble =
    `max by (${account}) (${of('failing')} * 4 or 2 * ${of('quota_used_ratio')} ^ 200` +
    ` or label_replace(${of('quota_runs_out_probability')}, "is", "risk", "", ""))`;
  const age = (offset = '') => `max by (team, host) (${of('reading_age_seconds')}${offset})`;
  return {
    order: `topk(${request.limit}, ${trouble})`,
    teams: `count_values by (team) ("class", floor(${trouble} + 0.5))`,
    mostRoom: `bottomk(${listed}, ${used} unless max by (${account}) (${of('failing')}))`,
    nextBack:
      `bottomk(${listed}, max by (${account}, window) (${of('quota_reset_timestamp_seconds')}` +
      ` > time() and on (${account}, window) (${of('quota_used_ratio')} >= 1)))`,
    silent: `topk(${maxSilent}, (${age(' offset 1h')} or ${age(' offset 1d')}) unless ${age()})`,
  };
}

/** Everything that is known of these accounts, and of some others on the same machines. */
export function detailsQuery(accounts: readonly FleetAccount[], team: string | undefined): string {
  const labels = [
    '__name__=~"kimibar_(quota_.*|failing|reading_age_seconds)"',
    `host=~${anyOf(accounts.map(({ host }) => host))}`,
    `account=~${anyOf(accounts.map((one) => one.account))}`,
    ...(team === undefined ? [] : [`team=${JSON.stringify(team)}`]),
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
