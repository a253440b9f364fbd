import { openApp } from '../../app/open-app.ts';
import type { UsageApp } from '../../app/usage-app.ts';
import { Failure, failurePolicy, type FailureKind } from '../../domain/failure.ts';
import { kimiPages } from '../../domain/kimi-pages.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { within } from '../../host/within.ts';
import { formatCountdown } from '../../present/words/time.ts';
import { failureWords } from '../../present/failure-text.ts';
import { wrapText } from '../../present/words/columns.ts';
import type { CommandContext } from '../command-context.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { outcomeCard, signInName, type FreshOutcome } from './outcome-card.ts';
import { refusal } from '../refusal.ts';

export type LoginOptions = { readonly page: 'console' | 'web'; readonly timeoutMs: number };

export const loginPages = {
  console: new URL(kimiPages.console),
  web: new URL(kimiPages.web),
} as const;

/** Between two checks of the sources. A check sends nothing. */
const checkIntervalMs = 2_000;
/** Before a sign-in that could not be tested because of an outage is tested again. */
const retryAfterMs = 15_000;
const requestTimeoutMs = 20_000;

/** `digest` identifies the sign-in that the usage was requested with. */
type Attempt = { readonly app: UsageApp; readonly outcome: UsageOutcome; readonly digest: string };
type SignedIn = { readonly app: UsageApp; readonly outcome: FreshOutcome };

/**
 * `kimibar login`: opens Kimi in the browser, waits until any source has a sign-in that works, and
 * shows the card. Exit code 4 if none does in time. Throws `invalid-arguments` without a terminal,
 * `cancelled` on Ctrl-C.
 */
export async function runLogin(
  context: CommandContext,
  { page, timeoutMs }: LoginOptions,
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

  const address = loginPages[page];
  const isOpen = await openInBrowser(host, address, signal);
  say(context, isOpen ? words.opened(address.href) : words.notOpened(address.href));
  const span = formatCountdown(timeoutMs, messages);
  say(context, words.waiting(span));
  const found = await waitForSignIn(context, {
    timeoutMs,
    rejected: isAboutCredential(before.failure.kind) ? digest : undefined,
  });
  if (found !== undefined) return show(context, found, words.signedIn);
  say(context, words.timedOut(span));
  return failurePolicy['timed-out'].exitCode;
}

function say({ terminal }: CommandContext, text: string): void {
  terminal.err(wrapText(text, terminal.width).join('\n'));
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
  { timeoutMs, rejected }: { timeoutMs: number; rejected: string | undefined },
): Promise<SignedIn | undefined> {
  const limit = { clock: context.host.clock, ms: timeoutMs, signal: context.signal };
  try {
    return await within(limit, (signal) => untilSignedIn(context, { rejected, signal }));
  } catch (error) {
    if (error instanceof Failure && error.kind === 'timed-out') return undefined;
    throw error;
  }
}

async function untilSignedIn(
  context: CommandContext,
  { signal, ...from }: { rejected: string | undefined; signal: AbortSignal },
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
    if (reason !== shown) say(context, reason);
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
