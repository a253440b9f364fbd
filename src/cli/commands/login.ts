import { openApp } from '../../app/open-app.ts';
import type { UsageApp } from '../../app/usage-app.ts';
import { Failure, failurePolicy, type FailureKind } from '../../domain/failure.ts';
import { kimiPages } from '../../domain/kimi-pages.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { within } from '../../host/within.ts';
import { formatCountdown } from '../../present/words/countdown.ts';
import { failureWords } from '../../present/failure-text.ts';
import { wrapText } from '../../present/words/wrap-text.ts';
import type { CommandContext } from '../command-context.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { outcomeCard, signInName } from './outcome-card.ts';
import { refusal } from '../refusal.ts';

export type LoginOptions = { readonly page: 'console' | 'web'; readonly timeoutMs: number };

export const loginPages = {
  console: new URL(kimiPages.console),
  web: new URL(kimiPages.web),
} as const;

/** Between two looks at the places a sign-in may appear. Nothing is sent by looking. */
const lookAgainMs = 2_000;
/** Before a sign-in that could not be tried for an outage is tried again. */
const askAgainMs = 15_000;
const answerMs = 20_000;

type Reading = { readonly app: UsageApp; readonly outcome: UsageOutcome };
type Fresh = { readonly app: UsageApp; readonly outcome: Extract<UsageOutcome, { kind: 'fresh' }> };

/**
 * `kimibar login`: opens Kimi in the browser, waits until a sign-in that works appears anywhere KimiBar looks, and shows the
 * card. Exit code 4 when none came in time. Throws `invalid-arguments` without a terminal, `cancelled` on Ctrl-C.
 */
export async function runLogin(
  context: CommandContext,
  { page, timeoutMs }: LoginOptions,
): Promise<number> {
  const { terminal, messages, host, signal } = context;
  const words = messages.login;
  if (!terminal.interactive) throw refusal(context, ({ login }) => login.needsTerminal);
  const app = await openApp(context);
  const mark = await app.signInDigest({ signal });
  const before = await app.readUsage({
    maxAgeMs: 30_000,
    insist: false,
    mayPrompt: false,
    timeoutMs: answerMs,
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
    refused: isAboutCredential(before.failure.kind) ? mark : undefined,
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
  { app, outcome }: Fresh,
  sentence: (source: string) => string,
): number {
  context.terminal.err(`${sentence(signInName(outcome, context))}\n\n`);
  context.terminal.out(outcomeCard(context, app, outcome));
  if (!app.enabled) context.terminal.err(`\n${context.messages.usage.disabled}`);
  return 0;
}

/** Looks again and again, and asks Kimi only where something has changed since. Undefined when time is up. */
async function waitForSignIn(
  context: CommandContext,
  { timeoutMs, refused }: { timeoutMs: number; refused: string | undefined },
): Promise<Fresh | undefined> {
  const limit = { clock: context.host.clock, ms: timeoutMs, signal: context.signal };
  try {
    return await within(limit, (signal) => untilSignedIn(context, { refused, signal }));
  } catch (error) {
    if (error instanceof Failure && error.kind === 'timed-out') return undefined;
    throw error;
  }
}

async function untilSignedIn(
  context: CommandContext,
  { signal, ...from }: { refused: string | undefined; signal: AbortSignal },
): Promise<Fresh> {
  let { refused } = from;
  let said = '';
  for (;;) {
    await context.host.clock.sleep(lookAgainMs, signal);
    const reading = await readWhenChanged(context, refused, signal);
    if (reading === undefined) continue;
    const { app, outcome, mark } = reading;
    if (outcome.kind === 'fresh') return { app, outcome };
    signal.throwIfAborted();
    const trouble = context.messages.login.refused(
      failureWords(outcome.failure, context.messages).what,
    );
    if (trouble !== said) say(context, trouble);
    said = trouble;
    if (isAboutCredential(outcome.failure.kind)) refused = mark;
    else await context.host.clock.sleep(askAgainMs, signal);
  }
}

/** The settings are read anew each time: a key may have been put there. */
async function readWhenChanged(
  context: CommandContext,
  refused: string | undefined,
  signal: AbortSignal,
): Promise<(Reading & { readonly mark: string }) | undefined> {
  const app = await openQuietly(context);
  const mark = await app?.signInDigest({ signal });
  if (app === undefined || mark === undefined || mark === refused) return undefined;
  const outcome = await app.readUsage({
    maxAgeMs: 0,
    insist: true,
    mayPrompt: false,
    timeoutMs: answerMs,
    signal,
  });
  return { app, outcome, mark };
}

/** A config file that is being written by hand may be broken for a moment. */
async function openQuietly(context: CommandContext): Promise<UsageApp | undefined> {
  try {
    return await openApp(context);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid-config') return undefined;
    throw error;
  }
}

/** Is the sign-in itself no good? Then only another one helps; anything else passes by itself. */
function isAboutCredential(kind: FailureKind): boolean {
  return failurePolicy[kind].tryNextSource;
}
