import type { AccountOutcome, UsageApp, UsageRequest } from '../../app/usage-app.ts';
import { openApp } from '../../app/open-app.ts';
import { failurePolicy } from '../../domain/failure.ts';
import { minForcedGapMs } from '../../refresh/cadence.ts';
import type { SourceChoice } from '../../domain/setting-choices.ts';
import { withoutIdleMain } from '../../domain/usage-state.ts';
import { failureText } from '../../present/failure-text.ts';
import { cleanName } from '../../present/words/clean-text.ts';
import { usageText } from '../../present/card/usage-text.ts';
import { usageView } from '../../present/usage-view.ts';
import type { CoreContext } from '../command-context.ts';
import { isKimiCodeKeyMisplaced } from '../misplaced-key.ts';
import { requireAccount } from '../argument-refusal.ts';
import { StatusPageCheck } from './status-page-check.ts';
import { usageJson, usageRecord } from '../../present/json/usage-json.ts';

export type UsageFormat = 'text' | 'json' | 'toon';

export type UsageOptions = {
  readonly format: UsageFormat;
  /** Text as sentences, without meters and columns. */
  readonly plain?: boolean | undefined;
  /** JSON indented by two spaces. */
  readonly pretty: boolean;
  readonly source?: SourceChoice | undefined;
  readonly account?: string | undefined;
  readonly allAccounts: boolean;
  readonly refresh: boolean;
  readonly maxAgeMs: number;
  /** The user gave no maximum age: usage that a running daemon refreshes is recent enough. */
  readonly acceptsDaemonUsage?: boolean | undefined;
  readonly timeoutMs: number;
};

/**
 * `kimibar usage`: the card, or the same as JSON or TOON. Exit code 0 for fresh data, else the
 * failure's.
 */
export async function runUsage(context: CoreContext, options: UsageOptions): Promise<number> {
  const app = await openApp(context);
  await requireAccount(context, app, options);
  const { clock } = context.host;
  const startedAtMs = clock.now();
  const statusPage = new StatusPageCheck({ app, clock }, options.timeoutMs);
  const outcomes = app.enabled
    ? await statusPage.during(() => readAccounts(app, context, options))
    : [];
  const { terminal, messages } = context;
  if (options.format !== 'text') terminal.out(await records(context, app, { outcomes, options }));
  else if (!app.enabled) terminal.out(messages.usage.disabled);
  else terminal.out(await texts(context, app, { outcomes, options }));
  reportTroubles(context, outcomes, options);
  if (options.refresh && options.format === 'text') reportReuse(context, outcomes, startedAtMs);
  const failures = outcomes.flatMap(({ outcome }) =>
    outcome.kind === 'failed' ? [outcome.failure] : [],
  );
  const status = await statusPage.explain(options.format === 'text' ? failures : []);
  if (status !== undefined) terminal.err(messages.usage.serviceStatus(status));
  const [failure] = failures;
  return failure === undefined ? 0 : failurePolicy[failure.kind].exitCode;
}

type Shown = {
  readonly outcomes: readonly AccountOutcome[];
  readonly options: UsageOptions;
};

/** The requested accounts; without an idle main one if there are several. */
export async function readAccounts(
  app: UsageApp,
  context: CoreContext,
  options: Omit<UsageOptions, 'format' | 'pretty'>,
): Promise<readonly AccountOutcome[]> {
  const request = (account: string | undefined): UsageRequest =>
    requestFor(context, options, account);
  const read = async (account: string | undefined): Promise<AccountOutcome> => ({
    account,
    outcome: await app.readUsage(request(account)),
  });
  if (options.allAccounts) return withoutIdleMain(await Promise.all(app.accountsInOrder.map(read)));
  if (options.account === undefined) return [await app.readShownUsage(request)];
  return [await read(app.accountFor(options.account))];
}

function requestFor(
  context: CoreContext,
  options: Omit<UsageOptions, 'format' | 'pretty'>,
  account: string | undefined,
): UsageRequest {
  return {
    account,
    source: options.source,
    maxAgeMs: options.refresh ? Math.min(options.maxAgeMs, minForcedGapMs) : options.maxAgeMs,
    insist: false,
    daemonUsage:
      options.acceptsDaemonUsage === true && !options.refresh ? 'accept' : 'schedule-only',
    // Read only if a request is due: setting up stdin takes time that cached usage need not spend.
    get mayPrompt() {
      return context.terminal.interactive;
    },
    timeoutMs: options.timeoutMs,
    signal: context.signal,
  };
}

/** What went wrong, on stderr; with `--json` that is in the records as well. */
function reportTroubles(
  { host, terminal, messages }: CoreContext,
  outcomes: readonly AccountOutcome[],
  { format }: UsageOptions,
): void {
  for (const { account: rawName, outcome } of outcomes) {
    if (outcome.kind !== 'failed') continue;
    const account = cleanName(rawName);
    const line = failureText(outcome.failure, messages, account);
    terminal.err(account === undefined ? line : `${account}: ${line}`);
    const isMissing = outcome.failure.kind === 'credential-missing';
    if (isMissing && account === undefined && isKimiCodeKeyMisplaced(host.env))
      terminal.err(messages.usage.keyInOtherVariable);
  }
  const isNotSaved = outcomes.some(
    ({ outcome }) => outcome.kind === 'fresh' && outcome.notSaved === true,
  );
  if (isNotSaved && format === 'text') terminal.err(messages.usage.notSaved);
}

/** `--refresh` so soon after another refresh sends no request; the age must not be a secret. */
function reportReuse(
  { terminal, messages }: CoreContext,
  outcomes: readonly AccountOutcome[],
  startedAtMs: number,
): void {
  const times = outcomes.map(({ outcome }) =>
    outcome.kind === 'fresh' ? outcome.snapshot.fetchedAtMs : outcome.failedAtMs,
  );
  const earliestMs = Math.min(...times.map((atMs) => atMs ?? startedAtMs));
  const seconds = Math.ceil((startedAtMs - earliestMs) / 1000);
  if (seconds > 0) terminal.err(messages.usage.refreshedAgo(seconds));
}

/** Each account with usage; failures of the others are reported on stderr. */
async function texts(
  { host, terminal, messages }: CoreContext,
  { meters }: UsageApp,
  { outcomes, options }: Shown,
): Promise<string> {
  const nowMs = host.clock.now();
  const views = outcomes
    .map((one) => usageView(one.outcome, { nowMs, meters, ...factsOf(one) }))
    .filter((view) => view.fetched !== undefined);
  if (options.plain === true) {
    const { plainUsage } = await import('../../present/plain-usage.ts');
    return views.map((view) => plainUsage(view, { messages })).join('\n\n');
  }
  const { width, colour, unicode } = terminal;
  const cards = views.map((view) => {
    // On a terminal, the reason follows on stderr.
    const withoutReason = view.failure !== undefined && terminal.interactive;
    return usageText(view, { width, colour, unicode, messages, withoutReason });
  });
  return cards.join('\n\n');
}

async function records(
  { host }: CoreContext,
  app: UsageApp,
  { outcomes, options: { source, format, pretty } }: Shown,
): Promise<string> {
  const facts = { nowMs: host.clock.now(), asked: source ?? app.source };
  const all = outcomes.map((one) => usageRecord(one.outcome, { ...facts, ...factsOf(one) }));
  if (format === 'json') return usageJson(all, pretty);
  const { usageToon } = await import('../../present/json/usage-toon.ts');
  return usageToon(all);
}

function factsOf({ account, outcome: { nextRefreshAtMs } }: AccountOutcome): {
  account: string | undefined;
  nextRefreshAtMs: number | undefined;
} {
  return { account, nextRefreshAtMs };
}
