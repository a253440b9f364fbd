// Loads a simulated fleet into VictoriaMetrics, a week of it, twelve series for each account:
//   node scripts/fleet/load.ts http://127.0.0.1:8428/ 10000
import { loadFleet, weekBefore } from './load-fleet.ts';

const [, , url = 'http://127.0.0.1:8428/', accounts = '10000'] = process.argv;
const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
await loadFleet({ url, accounts: Number(accounts), nowMs, minutesBefore: weekBefore });
