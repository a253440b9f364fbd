import { openApp } from '../../app/open-app.ts';
import type { UsageApp } from '../../app/usage-app.ts';
import { Failure, failurePolicy, type FailureKind } from '../../domain/failure.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { within } from '../../host/within.ts';
import { formatCountdown } from '../../present/words/time.ts';
import { failureWords } from '../../present/failure-text.ts';
import type { Messages } from '../../present/messages/en.ts';
import type { CommandContext } from '../command-context.ts';
import { loginPage, openInBrowser } from '../open-in-browser.ts';
import { outcomeCard, signInName, type FreshOutcome } from './outcome-card.ts';
import { refusal } from '../refusal.ts';
import type { Dialogue } from '../terminal/dialogue.ts';
import { pasteSignIn } from './setup/paste-sign-in.ts';

export type LoginOptions = { readonly page: 'console' | 'web'; readonly timeoutMs: number };

/** Between two checks of the sources. A check sends nothing. */
const checkIntervalMs = 2_000;
/** Before a sign-in that could not be tested because of an outage is tested again. */
const retryAfterMs = 15_000;
const requestTimeoutMs = 20_000;

/** `digest` identifies the sign-in that the usage was requested with. */
type Attempt = { readonly app: UsageApp; readonly outcome: UsageOutcome; readonly digest: string };
type SignedIn = { readonly app: UsageApp; readonly outcome: FreshOutcome };

/** Ends with the signal. */
type OpenDialogue = (signal: AbortSignal) => Promise<Dialogue>;

/**
 * `kimibar login`: opens Kimi in the browser, waits until any source has a sign-in that works or
 * one is pasted, and shows the card. Exit code 4 if there is none in time. Throws
 * `invalid-arguments` without a terminal, `cancelled` on Ctrl-C.
 */
export async function runLogin(
  context: CommandContext,
  { page, timeoutMs }: LoginOptions,
  openDialogue: OpenDialogue,
): Promise<number> {
  const { terminal, messages, host, signal } = context;
  const words = messages.login;
  if (!terminal.interactive) throw refusal(context, ({ login }) => login.needsTerminal);
  const app = await openApp(context);
  const digest = await app.signInDigest({ signal });
  const before = await app.readUsage({
    maxAgeMs: 30_000,
    insist: false,
    mayPrompt: false,
    timeoutMs: requestTimeoutMs,
    signal,
  });
  if (before.kind === 'fresh') return show(context, { app, outcome: before }, words.alreadyIn);

  const address = loginPage(app, page);
  const isOpen = await openInBrowser(host, address, signal);
  terminal.err(isOpen ? words.opened(address.href) : words.notOpened(address.href));
  const span = spanText(timeoutMs, messages);
  terminal.err(words.waiting(span));
  const rejected = isAboutCredential(before.failure.kind) ? digest : undefined;
  const found = await firstSignIn(context, { app, timeoutMs, rejected, openDialogue });
  if (found === 'saved') return 0;
  if (found !== undefined) return show(context, found, words.signedIn);
  terminal.err(words.timedOut(span));
  return failurePolicy['timed-out'].exitCode;
}

/** A countdown is in whole minutes, but the limit may be shorter. */
function spanText(ms: number, messages: Messages): string {
  return ms % 60_000 === 0 ? formatCountdown(ms, messages) : messages.login.seconds(ms / 1000);
}

type Waiting = {
  readonly app: UsageApp;
  readonly timeoutMs: number;
  /** The digest of a sign-in that does not work. */
  readonly rejected: string | undefined;
  readonly openDialogue: OpenDialogue;
};

/**
 * The sign-in that comes first: one that appears on this machine, or one that is pasted. `saved` if
 * the user saved one without a test; undefined when time is up.
 */
async function firstSignIn(
  context: CommandContext,
  { app, openDialogue, ...wait }: Waiting,
): Promise<SignedIn | 'saved' | undefined> {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  const dialogue = await openDialogue(signal);
  const both = { ...context, signal };
  const appeared = waitForSignIn(both, { ...wait, dialogue });
  const pasted = pasteSignIn({ context: both, app, dialogue }).then((outcome) =>
    outcome === undefined ? ('saved' as const) : { app, outcome },
  );
  try {
    return await Promise.race([appeared, pasted]);
  } finally {
    ended.abort(new Failure('cancelled', 'the login ended'));
    // The question gives the terminal back.
    await Promise.allSettled([appeared, pasted]);
  }
}

function show(
  context: CommandContext,
  { app, outcome }: SignedIn,
  sentence: (source: string) => string,
): number {
  context.terminal.err(`${sentence(signInName(outcome, context))}\n\n`);
  context.terminal.out(outcomeCard(context, app, outcome));
  if (!app.enabled) context.terminal.err(`\n${context.messages.usage.disabled}`);
  return 0;
}

/**
 * Checks the sources again and again; requests usage only if one has changed. Undefined when time
 * is up.
 */
async function waitForSignIn(
  context: CommandContext,
  { timeoutMs, ...from }: Pick<Waiting, 'timeoutMs' | 'rejected'> & { dialogue: Dialogue },
): Promise<SignedIn | undefined> {
  const limit = { clock: context.host.clock, ms: timeoutMs, signal: context.signal };
  try {
    return await within(limit, (signal) => untilSignedIn(context, { ...from, signal }));
  } catch (error) {
    if (error instanceof Failure && error.kind === 'timed-out') return undefined;
    throw error;
  }
}

async function untilSignedIn(
  context: CommandContext,
  {
    dialogue,
    signal,
    ...from
  }: Pick<Waiting, 'rejected'> & { readonly dialogue: Dialogue; readonly signal: AbortSignal },
): Promise<SignedIn> {
  let { rejected } = from;
  let shown = '';
  for (;;) {
    await context.host.clock.sleep(checkIntervalMs, signal);
    const attempt = await readWhenChanged(context, rejected, signal);
    if (attempt === undefined) continue;
    const { app, outcome, digest } = attempt;
    if (outcome.kind === 'fresh') return { app, outcome };
    signal.throwIfAborted();
    const reason = context.messages.login.refused(
      failureWords(outcome.failure, context.messages).what,
    );
    if (reason !== shown) dialogue.say('note', reason);
    shown = reason;
    if (isAboutCredential(outcome.failure.kind)) rejected = digest;
    else await context.host.clock.sleep(retryAfterMs, signal);
  }
}

/** Reads the settings each time, since the user may add a key to them. */
async function readWhenChanged(
  context: CommandContext,
  rejected: string | undefined,
  signal: AbortSignal,
): Promise<Attempt | undefined> {
  const app = await openQuietly(context);
  const digest = await app?.signInDigest({ signal });
  if (app === undefined || digest === undefined || digest === rejected) return undefined;
  const outcome = await app.readUsage({
    maxAgeMs: 0,
    insist: true,
    mayPrompt: false,
    timeoutMs: requestTimeoutMs,
    signal,
  });
  return { app, outcome, digest };
}

/** Undefined while the config file is broken, as it may be while the user edits it. */
async function openQuietly(context: CommandContext): Promise<UsageApp | undefined> {
  try {
    return await openApp(context);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid-config') return undefined;
    throw error;
  }
}

/** Whether the sign-in itself failed, so that only another one helps. */
function isAboutCredential(kind: FailureKind): boolean {
  return failurePolicy[kind].tryNextSource;
}
