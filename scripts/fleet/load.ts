// Loads a simulated fleet into VictoriaMetrics, a week of it, twelve series for each account:
//   node scripts/fleet/load.ts http://127.0.0.1:8428/ 10000
const hourMs = 3_600_000;
const hours = 168;
const teams = 50;
/** So many accounts on each machine, as on an exporter. */
const accountsOfHost = 100;
const linesAtOnce = 12_000;

type Series = {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  readonly timestamps: readonly number[];
};

/** The twelve series of the account with this number, an hour apart, up to `nowMs`. */
function accountSeries(number: number, nowMs: number): readonly Series[] {
  const host = Math.floor(number / accountsOfHost);
  const labels = {
    account: String(number % accountsOfHost),
    host: `host-${host}`,
    team: `team-${host % teams}`,
  };
  const timestamps = Array.from({ length: hours }, (_, at) => nowMs - (hours - 1 - at) * hourMs);
  const series = (
    name: string,
    more: Readonly<Record<string, string>>,
    valueAt: (at: number) => number,
  ): Series => ({
    metric: { __name__: `kimibar_${name}`, ...labels, ...more },
    values: timestamps.map((_, at) => valueAt(at)),
    timestamps,
  });
  // Every hundredth account is out, and every 200th is signed out.
  const share = number % 100 === 7 ? 1 : (number % 97) / 100;
  const windows = ['session', 'weekly', 'monthly'].flatMap((window, place) => [
    series('quota_used_ratio', { window, plan: 'Allegretto' }, (at) =>
      Math.min(share, (share * ((at % (place * 24 + 5)) + 1)) / 5),
    ),
    series('quota_reset_timestamp_seconds', { window }, () => nowMs / 1000 + number + place * 9000),
    series('quota_runs_out_probability', { window }, () => share ** 3),
  ]);
  const own = [
    series('reading_age_seconds', {}, () => 30),
    series('tokens_total', { kind: 'input', model: 'k3' }, (at) => at * 5000),
    number % 200 === 3
      ? series('failing', { kind: 'credential-rejected' }, () => 1)
      : series('up', {}, () => 1),
  ];
  return [...windows, ...own];
}

/** Loads accounts 0 to `accounts`. Rejects if the engine does not take them. */
async function loadFleet(url: string, accounts: number, nowMs: number): Promise<void> {
  for (let number = 0; number < accounts;) {
    const lines: string[] = [];
    for (; number < accounts && lines.length < linesAtOnce; number += 1)
      for (const series of accountSeries(number, nowMs)) lines.push(JSON.stringify(series));
    const body = `${lines.join('\n')}\n`;
    const response = await fetch(new URL('api/v1/import', url), { method: 'POST', body });
    if (!response.ok) throw new Error(`import: HTTP ${response.status}`);
  }
}

const [, , url = 'http://127.0.0.1:8428/', accounts = '10000'] = process.argv;
await loadFleet(url, Number(accounts), Date.now());
