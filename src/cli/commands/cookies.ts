import { openApp } from '../../app/open-app.ts';
import { sessionListingRecord, sessionListingText } from '../../present/session-listing-text.ts';
import type { CommandContext } from '../command-context.ts';

export type CookiesOptions = { readonly json: boolean };

/**
 * `kimibar cookies`: whether each browser profile has a Kimi session, and if not, why. Exit code 0
 * even if none has.
 */
export async function runCookies(
  context: CommandContext,
  options: CookiesOptions,
): Promise<number> {
  return list(context, options, { fresh: false, mayPrompt: false });
}

/**
 * `kimibar cookies refresh`: the same, ignoring the cache and earlier refusals; the system may ask
 * for a password.
 */
export async function runCookiesRefresh(
  context: CommandContext,
  options: CookiesOptions,
): Promise<number> {
  return list(context, options, { fresh: true, mayPrompt: context.terminal.interactive });
}

async function list(
  context: CommandContext,
  { json }: CookiesOptions,
  access: { readonly fresh: boolean; readonly mayPrompt: boolean },
): Promise<number> {
  const { host, terminal, messages, signal } = context;
  const app = await openApp(context);
  const listing = await app.listSessions({ ...access, signal });
  if (json) {
    terminal.out(JSON.stringify(sessionListingRecord(listing)));
    return 0;
  }
  const { width, unicode } = terminal;
  terminal.out(sessionListingText(listing, { width, unicode, messages, nowMs: host.clock.now() }));
  if (app.source === 'api' || app.source === 'cli')
    terminal.err(messages.config.sourceLeavesOut(app.source));
  return 0;
}

/**
 * `kimibar cookies clear`: forgets the sessions and refusals in the cache. The browsers keep their
 * own.
 */
export async function runCookiesClear(context: CommandContext): Promise<number> {
  const app = await openApp(context);
  context.terminal.out(context.messages.cookies.removed(await app.forgetSessions()));
  return 0;
}
