import { openUpToDateLedger } from '../../app/logs/open-ledger.ts';
import { readBreakdown } from '../../app/logs/read-breakdown.ts';
import { openApp } from '../../app/open-app.ts';
import { breakdownText } from '../../present/breakdown/breakdown-text.ts';
import { costRecords } from '../../present/json/cost-json.ts';
import type { CommandContext } from '../command-context.ts';

const dayMs = 86_400_000;

export type CostOptions = {
  readonly days: number;
  readonly json: boolean;
  readonly pretty: boolean;
};

/** `codexbar cost`: tokens by day, from the logs of this computer. */
export async function runCost(context: CommandContext, options: CostOptions): Promise<number> {
  const { host, terminal, signal, messages } = context;
  await openApp(context);
  const ledger = await openUpToDateLedger(host, { signal });
  try {
    const sinceMs = host.clock.now() - options.days * dayMs;
    const breakdown = await readBreakdown(host, ledger, { by: 'day', sinceMs });
    if (options.json) {
      const indent = options.pretty ? 2 : undefined;
      terminal.out(JSON.stringify(costRecords(breakdown), undefined, indent));
    } else {
      const { width, colour, unicode } = terminal;
      terminal.out(breakdownText(breakdown, { width, colour, unicode, messages }));
    }
    return 0;
  } finally {
    ledger.close();
  }
}
