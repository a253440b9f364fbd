import type { RefreshSchedule, UsageApp } from '../../app/usage-app.ts';
import { openApp } from '../../app/open-app.ts';
import { failurePolicy } from '../../domain/failure.ts';
import type { SourceChoice } from '../../domain/setting-choices.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { withoutIdleMain } from '../../domain/usage-state.ts';
import { failureText } from '../../present/failure-text.ts';
import { usageJson, usageRecord } from '../../present/json/usage-json.ts';
import { usageText } from '../../present/card/usage-text.ts';
import { usageView } from '../../present/usage-view.ts';
import type { CommandContext } from '../command-context.ts';

export type UsageFormat = 'text' | 'json' | 'toon';

export type UsageOptions = {
  readonly format: UsageFormat;
  /** JSON indented by two spaces. */
  readonly pretty: boolean;
  readonly source?: SourceChoice | undefined;
  readonly account?: string | undefined;
  readonly allAccounts: boolean;
  readonly refresh: boolean;
  readonly maxAgeMs: number;
  /** Nobody said how old a reading may be: one that a running daemon keeps fresh will do. */
  readonly daemonReadingWillDo?: boolean | undefined;
  readonly timeoutMs: number;
};

/** One account's reading; `account` is absent for the main one. */
type AccountOutcome = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome & RefreshSchedule;
};

/** `kimibar usage`: the card, or the same as JSON or TOON. Exit code 0 for fresh data, else the failure's. */
export async function runUsage(context: CommandContext, options: UsageOptions): Promise<number> {
  const app = await openApp(context);
  const readings = app.enabled ? await readAccounts(app, context, options) : [];
  await print(context, app, options, readings);
  const failure = readings
    .map(({ outcome }) => outcome)
    .find((outcome) => outcome.kind === 'failed')?.failure;
  return failure === undefined ? 0 : failurePolicy[failure.kind].exitCode;
}

async function readAccounts(
  app: UsageApp,
  context: CommandContext,
  options: UsageOptions,
): Promise<readonly AccountOutcome[]> {
  const wished = options.allAccounts ? [undefined, ...app.accounts] : [options.account];
  return withoutIdleMain(
    await Promise.all(wished.map((account) => readAccount(app, context, options, account))),
  );
}

async function readAccount(
  app: UsageApp,
  context: CommandContext,
  options: UsageOptions,
  account?: string,
): Promise<AccountOutcome> {
  const outcome = await app.readUsage({
    account,
    source: options.source,
    maxAgeMs: options.maxAgeMs,
    insist: options.refresh,
    daemonUsage: options.daemonReadingWillDo === true ? 'accept' : 'schedule-only',
    // Asked only when a request is due: setting up stdin takes time that a kept reading need not spend.
    get mayPrompt() {
      return context.terminal.interactive;
    },
    timeoutMs: options.timeoutMs,
    signal: context.signal,
  });
  return account === undefined ? { outcome } : { account, outcome };
}

async function print(
  context: CommandContext,
  app: UsageApp,
  options: UsageOptions,
  readings: readonly AccountOutcome[],
): Promise<void> {
  const { terminal, messages } = context;
  if (options.format === 'text')
    terminal.out(app.enabled ? cards(context, app, readings) : messages.usage.disabled);
  else terminal.out(await records(context, app, options, readings));
  for (const { account, outcome } of readings) {
    if (outcome.kind !== 'failed') continue;
    const line = failureText(outcome.failure, messages);
    terminal.err(account === undefined ? line : `${account}: ${line}`);
  }
  const isNotSaved = readings.some(
    ({ outcome }) => outcome.kind === 'fresh' && outcome.notSaved === true,
  );
  if (isNotSaved && options.format === 'text') terminal.err(messages.usage.unkept);
}

/** A card per account that anything is known of; what went wrong with the others stands on stderr. */
function cards(
  { host, terminal, messages }: CommandContext,
  { meters }: UsageApp,
  readings: readonly AccountOutcome[],
): string {
  const { width, colour, unicode } = terminal;
  const nowMs = host.clock.now();
  return readings
    .map((reading) => usageView(reading.outcome, { nowMs, meters, ...factsOf(reading) }))
    .filter((view) => view.reading !== undefined)
    .map((view) => usageText(view, { width, colour, unicode, messages }))
    .join('\n\n');
}

async function records(
  { host }: CommandContext,
  app: UsageApp,
  options: UsageOptions,
  readings: readonly AccountOutcome[],
): Promise<string> {
  const facts = { nowMs: host.clock.now(), asked: options.source ?? app.source };
  const all = readings.map((reading) =>
    usageRecord(reading.outcome, { ...facts, ...factsOf(reading) }),
  );
  if (options.format === 'json') return usageJson(all, options.pretty);
  const { usageToon } = await import('../../present/json/usage-toon.ts');
  return usageToon(all);
}

function factsOf({ account, outcome: { nextRefreshAtMs } }: AccountOutcome): {
  account?: string | undefined;
  nextRefreshAtMs?: number | undefined;
} {
  return {
    account,
    nextRefreshAtMs,
  };
}
