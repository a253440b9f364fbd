import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoApiKey } from '../src/simulator/demo-accounts.ts';
import { atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { busySeconds, residentMb } from './process-cost.ts';
import { startServe } from './start-serve.ts';

const many = 500;
/** Between two looks at how many accounts have been refreshed. */
const lookEveryMs = 2000;
/** Refreshed every minute, so that memory is that of steady work. */
const settlesMs = 60_000;
const scrapes = 20;

type Cost = { readonly memoryMb: number; readonly scrapeMs: number };

/** `serve` with 500 API keys beside one: memory while it refreshes them, and a scrape of them. */
export async function measureManyAccounts(
  program: string,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') return [];
  const costs = [];
  for (const accounts of [1, many])
    costs.push(await costOf(program, env, { accounts, home: join(folder, String(accounts)) }));
  const [one, all] = costs as [Cost, Cost];
  const ratio = all.memoryMb / one.memoryMb;
  return [
    {
      name: `\`serve\` with ${many} accounts, memory`,
      value: megabytes(all.memoryMb),
      beside: megabytes(one.memoryMb),
      ratio,
      goal: atMost(ratio, 2),
    },
    {
      name: `\`GET /metrics\` of ${many} accounts, processor time`,
      value: milliseconds(all.scrapeMs),
      beside: milliseconds(one.scrapeMs),
    },
  ];
}

async function costOf(
  program: string,
  env: Readonly<Record<string, string>>,
  { accounts, home }: { readonly accounts: number; readonly home: string },
): Promise<Cost> {
  const config = join(home, '.config', 'kimibar');
  mkdirSync(config, { recursive: true });
  const named = Array.from({ length: accounts - 1 }, (_, at) => ({
    name: `account-${at + 1}`,
    number: at + 1,
    apiKey: demoApiKey,
  }));
  const kimi = { id: 'kimi', source: 'api', cookieSource: 'off', accounts: named };
  const settings = { providers: [kimi], refresh: { cadence: 1 } };
  writeFileSync(join(config, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
  const { child, url } = await startServe(program, { ...env, HOME: home });
  try {
    const { pid = 0 } = child;
    const scrape = async () => (await fetch(new URL('metrics', url))).text();
    while (((await scrape()).match(/^kimibar_up\{/gm)?.length ?? 0) < accounts)
      await sleep(lookEveryMs);
    await sleep(settlesMs);
    const memoryMb = residentMb(child);
    const before = busySeconds(pid);
    for (let count = 0; count < scrapes; count += 1) await scrape();
    return { memoryMb, scrapeMs: ((busySeconds(pid) - before) * 1000) / scrapes };
  } finally {
    child.kill();
  }
}
