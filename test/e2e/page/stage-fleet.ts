import {
  type Fleet,
  type FleetPage,
  type FleetRow,
  type FleetTeam,
} from '../../../src/domain/fleet.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const teams: readonly FleetTeam[] = [
  { team: 'apps', accounts: 96, out: 1, short: 7, failing: 0 },
  { team: 'data', accounts: 58, out: 3, short: 9, failing: 1 },
  { team: 'infra', accounts: 41, out: 0, short: 2, failing: 0 },
  { team: 'platform', accounts: 152, out: 2, short: 12, failing: 2 },
  { team: 'research', accounts: 65, out: 0, short: 4, failing: 0 },
];
const hosts = ['anna-mbp', 'ben-desk', 'ci-eu-1', 'chen-mbp', 'dora-x1', 'eval-07', 'farah-mbp'];
const plans = ['Allegretto', 'Moderato', 'Allegro'];

/** 412 accounts of five teams, with the troubles of an ordinary Friday. */
export function stageFleet(nowMs: number, { page, limit, team }: FleetPage): Fleet {
  const shown = teams.filter((one) => team === undefined || one.team === team);
  const all = shown.reduce((sum, { accounts }) => sum + accounts, 0);
  const first = limit * (page - 1);
  const count = Math.max(0, Math.min(limit, all - first));
  return {
    atMs: nowMs,
    rows: Array.from({ length: count }, (_, at) => rowAt(first + at, nowMs, team)),
    teams: shown,
    mostRoom: [
      { team: team ?? 'infra', host: 'ci-eu-3', account: '0', usedPercent: 0.4 },
      { team: team ?? 'research', host: 'gina-mbp', account: '0', usedPercent: 2 },
      { team: team ?? 'apps', host: 'hugo-desk', account: '1', usedPercent: 3 },
      { team: team ?? 'apps', host: 'iris-x1', account: '0', usedPercent: 3 },
      { team: team ?? 'platform', host: 'jan-mbp', account: '0', usedPercent: 5 },
    ],
    nextBack: [
      backAt('data', 'eval-07', 'session', nowMs + 21 * minuteMs),
      backAt('platform', 'ci-eu-1', 'session', nowMs + 1.4 * hourMs),
      backAt('apps', 'ben-desk', 'session', nowMs + 3.2 * hourMs),
      backAt('data', 'chen-mbp', 'weekly', nowMs + 1.6 * dayMs),
      backAt('data', 'dora-x1', 'weekly', nowMs + 2.1 * dayMs),
    ],
    silent: [
      { team: 'research', host: 'lab-gpu-2' },
      { team: 'apps', host: 'old-mini' },
    ],
  };
}

/** A fleet of one row. */
export function fleetOf(nowMs: number, row: FleetRow): Fleet {
  const none = { mostRoom: [], nextBack: [], silent: [] };
  const total = { team: row.team, accounts: 1, out: 0, short: 0, failing: 0 };
  return { atMs: nowMs, rows: [row], teams: [total], ...none };
}

function backAt(team: string, host: string, window: string, resetsAtMs: number) {
  return { team, host, account: '0', window, resetsAtMs };
}

/** The first three fail, six are out, 34 are short, the others last; a later one has used less. */
function rowAt(number: number, nowMs: number, team: string | undefined): FleetRow {
  const failing = ['credential-rejected', 'credential-expired', 'server-fault'][number];
  const isOut = number >= 3 && number < 9;
  const isShort = number >= 9 && number < 43;
  const outlook = isShort ? 0.97 - number / 100 : 0.4 / (number / 20 + 1);
  const week = isShort ? 68 - (number % 17) : ((number * 37) % 60) + 4;
  const session = isOut && number < 6 ? 100 : isShort ? 88 - (number % 23) : (number * 23) % 50;
  return {
    team: team ?? teams[(number * 3) % teams.length]?.team,
    host: `${hosts[number % hosts.length]}${number < hosts.length ? '' : `-${number}`}`,
    account: number % 5 === 4 ? '1' : '0',
    plan: plans[number % plans.length],
    failing,
    readingAgeMs: failing === undefined ? 40_000 : (number + 2) * hourMs,
    windows: [
      windowOf('session', session, nowMs + (21 + number * 11) * minuteMs, outlook),
      windowOf('weekly', isOut && number >= 6 ? 100 : week, nowMs + 1.6 * dayMs, outlook / 2),
      windowOf('monthly', ((number * 29) % 55) + 8, nowMs + 12 * dayMs, outlook / 4),
    ],
  };
}

function windowOf(name: string, usedPercent: number, resetsAtMs: number, likelihood: number) {
  const runsOutProbability = usedPercent >= 100 ? 1 : likelihood;
  return { window: name, usedPercent, resetsAtMs, runsOutProbability };
}
