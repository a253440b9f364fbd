import type { AccountView } from '../../domain/settings-view.ts';
import type { AccountsOverview } from '../accounts/accounts-overview.ts';
import { failureText } from '../failure-text.ts';
import { en } from '../messages/en.ts';
import type { UsageView } from '../usage-view.ts';
import { formatUtc } from '../words/time.ts';
import { jsonPercent } from './json-number.ts';

export type AccountsFacts = {
  /** The account that commands show; undefined is the main one. */
  readonly shown: string | undefined;
  /** The named accounts of the settings. */
  readonly settings: readonly AccountView[];
};

/**
 * The accounts as JSON, those in trouble first: `{accounts: [{name, main, number, shown, region?,
 * apiKey?, cookieHeader?, plan?, fetchedAt?, stale, windows, verdict, error?}], mostRoom?,
 * nextBack?}`. `name` is `main` for the main account. Secrets are `{set, hint?}`.
 */
export function accountsJson(
  { views, mostRoom, nextBack }: AccountsOverview,
  facts: AccountsFacts,
  pretty: boolean,
): string {
  const record = {
    accounts: views.map((view) => accountRecord(view, facts)),
    mostRoom: mostRoom && nameOf(mostRoom),
    nextBack: nextBack && { name: nameOf(nextBack.view), at: formatUtc(nextBack.atMs) },
  };
  return JSON.stringify(record, undefined, pretty ? 2 : undefined);
}

function accountRecord(view: UsageView, { shown, settings }: AccountsFacts): object {
  const { account, failure, fetched, rows, verdict } = view;
  const {
    number = 0,
    region,
    apiKey,
    cookieHeader,
  } = settings.find(({ name }) => name === account) ?? {};
  return {
    name: nameOf(view),
    main: account === undefined,
    number,
    shown: account === shown,
    region,
    apiKey,
    cookieHeader,
    plan: fetched?.plan,
    fetchedAt: formatUtc(fetched?.fetchedAtMs),
    stale: fetched?.stale ?? false,
    windows: rows.map(({ id, reliable, leftPercent, resets }) => ({
      id,
      remainingPercent: reliable ? jsonPercent(leftPercent) : undefined,
      resetsAt: formatUtc(resets?.atMs),
    })),
    verdict: {
      state: verdict.state,
      window: verdict.window,
      until: formatUtc(verdict.until),
      backAt: formatUtc(verdict.backAt),
    },
    error: failure && { reason: failure.kind, message: failureText(failure, en, account) },
  };
}

function nameOf({ account }: UsageView): string {
  return account ?? en.accounts.main;
}
