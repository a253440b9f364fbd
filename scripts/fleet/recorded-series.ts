import type { SimulatedSeries } from './simulated-fleet.ts';

type Recorded = {
  readonly record: string;
  /** The series whose values it gets. */
  readonly from: string;
  /** The labels it keeps. */
  readonly by: readonly string[];
  readonly ofTeam: number;
};

const ofWindow = ['team', 'host', 'account', 'window'];
/** What the rules of deploy/rules record for panels over time, in number and labels. */
const recorded: readonly Recorded[] = [
  { record: 'quota_used_ratio:top_by_team', from: 'quota_used_ratio', by: ofWindow, ofTeam: 60 },
  {
    record: 'quota_runs_out_probability:top_by_team',
    from: 'quota_runs_out_probability',
    by: ofWindow,
    ofTeam: 60,
  },
  {
    record: 'quota_used_ratio:avg_by_team',
    from: 'quota_used_ratio',
    by: ['team', 'window'],
    ofTeam: 3,
  },
  {
    record: 'quota_reset_timestamp_seconds:next_by_team',
    from: 'quota_reset_timestamp_seconds',
    by: ['team', 'window'],
    ofTeam: 3,
  },
  {
    record: 'tokens:rate5m_by_team',
    from: 'tokens_total',
    by: ['team', 'model', 'kind'],
    ofTeam: 4,
  },
  {
    record: 'tokens:rate5m_top_by_team',
    from: 'reading_age_seconds',
    by: ['team', 'host'],
    ofTeam: 20,
  },
  {
    record: 'reading_age_seconds:top_by_team',
    from: 'reading_age_seconds',
    by: ['team', 'host'],
    ofTeam: 20,
  },
  {
    record: 'up:max_by_host',
    from: 'up',
    by: ['team', 'host'],
    ofTeam: Infinity,
  },
  {
    record: 'tokens_per_point:1d',
    from: 'reading_age_seconds',
    by: ['team', 'host'],
    ofTeam: Infinity,
  },
];

/** The history of rules that were evaluated all the time, for these machines. */
export function recordedSeries(
  machines: readonly (readonly SimulatedSeries[])[],
): readonly SimulatedSeries[] {
  const teams = Map.groupBy(machines.flat(), ({ labels }) => labels['team']);
  return [...teams.values()].flatMap((own) => recorded.flatMap((rule) => recordsOf(own, rule)));
}

function recordsOf(
  own: readonly SimulatedSeries[],
  { record, from, by, ofTeam }: Recorded,
): readonly SimulatedSeries[] {
  const byLabels = new Map<string, SimulatedSeries>();
  for (const { name, labels: all, shape, valueBefore } of own) {
    if (name !== `kimibar_${from}`) continue;
    const labels = Object.fromEntries(by.map((label) => [label, all[label]]));
    const series = { name: `kimibar:${record}`, labels, shape, valueBefore };
    byLabels.set(JSON.stringify(labels), series);
    if (byLabels.size >= ofTeam) break;
  }
  return [...byLabels.values()];
}
