// Loads a simulated fleet into VictoriaMetrics, a week of it, twelve series for each account:
//   node scripts/fleet/load.ts http://127.0.0.1:8428/ 10000
import { loadHistory } from './load-history.ts';

const [, , url = 'http://127.0.0.1:8428/', accounts = '10000'] = process.argv;
await loadHistory(url, Number(accounts));
