import { openUpToDateLedger } from '../../../app/logs/open-ledger.ts';
import { readBreakdown } from '../../../app/logs/read-breakdown.ts';
import { openApp } from '../../../app/open-app.ts';
import type { Breakdown, BreakdownKey } from '../../../domain/breakdown.ts';
import { breakdownCsv } from '../../../present/breakdown/breakdown-csv.ts';
import { breakdownText } from '../../../present/breakdown/breakdown-text.ts';
import { breakdownRecord } from '../../../present/json/breakdown-json.ts';
import { jsonText } from '../../../present/json/json-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { startOf, type Since } from '../../command-line/since.ts';
import { requireAccount } from '../../argument-refusal.ts';

export type BreakdownOptions = {
  readonly by: BreakdownKey;
  readonly since?: Since | undefined;
  readonly windowId?: 'session' | 'weekly' | 'monthly' | undefined;
  readonly limit?: number | undefined;
  readonly format: 'text' | 'json' | 'csv';
  readonly pretty: boolean;
  readonly account?: string | undefined;
};

/**
 * `kimibar breakdown`: what used tokens and quota, by the logs of this computer. Exit code 0, even
 * if there are none. Titles of sessions are for people: JSON and CSV do not have them.
 */
export async function runBreakdown(
  context: CommandContext,
  options: BreakdownOptions,
): Promise<number> {
  const { host, terminal, signal } = context;
  const app = await openApp(context);
  await requireAccount(context, app, options);
  const { by, since, windowId, limit, format } = options;
  const ledger = await openUpToDateLedger(host, { signal, onNew: keepYoungHeapSmall });
  try {
    const breakdown = await readBreakdown(host, ledger, {
      by,
      windowId,
      limit,
      sinceMs: since && startOf(since, host.clock.now()),
      account: options.account === undefined ? app.shownAccount() : app.accountFor(options.account),
      logsShared: app.accounts.length > 0,
      titles: format === 'text',
    });
    terminal.out(formatted(context, breakdown, options));
    return 0;
  } finally {
    ledger.close();
  }
}

/** Loaded only if there are logs to read: it takes as long as to see that there are none. */
async function keepYoungHeapSmall(): Promise<void> {
  const heap = await import('../../../host/small-heap.ts');
  heap.keepYoungHeapSmall();
}

function formatted(
  { terminal, messages }: CommandContext,
  breakdown: Breakdown,
  { format, pretty }: BreakdownOptions,
): string {
  switch (format) {
    case 'json':
      return jsonText(breakdownRecord(breakdown), pretty ? 2 : undefined);
    case 'csv':
      return breakdownCsv(breakdown);
    case 'text': {
      const { width, colour, unicode } = terminal;
      return breakdownText(breakdown, { width, colour, unicode, messages });
    }
  }
}
