import { openApp } from '../../../app/open-app.ts';
import type { AccountOutcome, UsageApp, UsageRequest } from '../../../app/usage-app.ts';
import { viewAccounts } from '../../../config/account-settings.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { withoutIdleMain } from '../../../domain/usage-state.ts';
import { minForcedGapMs } from '../../../refresh/cadence.ts';
import { accountsOverview } from '../../../present/accounts/accounts-overview.ts';
import { accountsTable } from '../../../present/accounts/accounts-table.ts';
import { accountsJson } from '../../../present/json/accounts-json.ts';
import { usageView } from '../../../present/usage-view.ts';
import { wrapMessage } from '../../../present/words/columns.ts';
import type { CommandContext } from '../../command-context.ts';

export type AccountsOptions = {
  readonly json: boolean;
  readonly pretty: boolean;
  readonly refresh: boolean;
  readonly timeoutMs: number;
};

/** As for `usage`: younger usage in the cache is as good as new. */
const maxAgeMs = 30_000;

/**
 * `kimibar accounts`: every account with what is left, those in trouble first, as a table or JSON.
 * Exit code 0: an account that cannot be read is a row that says so.
 */
export async function runAccounts(
  context: CommandContext,
  options: AccountsOptions,
): Promise<number> {
  const { host, messages, terminal } = context;
  const app = await openApp(context);
  const outcomes = app.enabled ? await readAll(app, context, options) : [];
  const nowMs = host.clock.now();
  const views = outcomes.map(({ account, outcome }) =>
    usageView(outcome, { nowMs, meters: app.meters, account }),
  );
  const overview = accountsOverview(views);
  const shown = shownOf(app, outcomes);
  if (options.json) {
    const { settings } = await loadSettings(host, { path: context.configPath });
    const facts = { shown, settings: viewAccounts(settings.provider.accounts) };
    terminal.out(accountsJson(overview, facts, options.pretty));
    return 0;
  }
  if (!app.enabled) {
    terminal.out(messages.usage.disabled);
    return 0;
  }
  const { width, colour, unicode } = terminal;
  terminal.out(accountsTable(overview, { width, colour, unicode, messages, shown }));
  const { howToAdd, shownMark } = messages.accounts;
  if (terminal.interactive)
    terminal.err(wrapMessage(views.length > 1 ? shownMark : howToAdd, width));
  return 0;
}

/** All accounts, without a main one that has no sign-in if there are others. */
async function readAll(
  app: UsageApp,
  { signal, terminal }: CommandContext,
  { refresh, timeoutMs }: AccountsOptions,
): Promise<readonly AccountOutcome[]> {
  const request: UsageRequest = {
    maxAgeMs: refresh ? minForcedGapMs : maxAgeMs,
    insist: false,
    daemonUsage: refresh ? 'schedule-only' : 'accept',
    mayPrompt: terminal.interactive,
    timeoutMs,
    signal,
  };
  const read = async (account: string | undefined): Promise<AccountOutcome> => ({
    account,
    outcome: await app.readUsage({ ...request, account }),
  });
  return withoutIdleMain(await Promise.all(app.accountsInOrder.map(read)));
}

/** The accounts are in order, so that it is the first one. */
function shownOf(app: UsageApp, [first]: readonly AccountOutcome[]): string | undefined {
  return first === undefined ? app.defaultAccount : first.account;
}
