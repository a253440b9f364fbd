import { recognisePastedToken } from '../../../app/pasted.ts';
import { accountChanges } from '../../../config/account-changes.ts';
import { providerChanges } from '../../../config/provider-changes.ts';
import type { CommandContext } from '../../command-context.ts';
import {
  argumentFailure,
  accountName,
  requireKimi,
  wantsJson,
  type AccountOption,
  type FormatOption,
  type ProviderOption,
} from './config-options.ts';
import { changeConfigFile, pathInUse, settingsAfterChange } from './config-file.ts';
import { storedRecord, takeSecret } from './take-secret.ts';

export type SetCookieOptions = FormatOption &
  ProviderOption &
  AccountOption & { readonly cookie?: string | undefined; readonly stdin?: boolean | undefined };

/**
 * `config set-cookie`: stores Kimi's token from a pasted cookie, header or curl command, and prints
 * what was recognised.
 * Only the token is stored, not the other cookies of a header.
 */
export async function configSetCookie(
  ctx: CommandContext,
  options: SetCookieOptions,
): Promise<number> {
  const words = ctx.messages.config;
  const json = wantsJson(ctx, options);
  requireKimi(ctx, options);
  const account = await accountName(ctx, options);
  const { token, form, expiresAtMs } = await takeToken(ctx, options, account);
  const values = { cookieHeader: `kimi-auth=${token.open()}` };
  const path = pathInUse(ctx);
  await changeConfigFile(ctx, (config) =>
    account === undefined
      ? providerChanges(config, values)
      : accountChanges(config, { name: account, values }),
  );
  const after = (await settingsAfterChange(ctx))?.settings.provider;
  if (json) {
    ctx.terminal.out(storedRecord(path, { account, enabled: after?.enabled ?? true }));
    return 0;
  }
  ctx.terminal.out(words.cookieStored(form, account));
  if (expiresAtMs !== undefined && expiresAtMs <= ctx.host.clock.now())
    ctx.terminal.err(words.cookieExpired);
  if (after?.cookieSource === 'off') ctx.terminal.err(words.cookieSourceOff);
  else if (after?.source === 'api' || after?.source === 'cli')
    ctx.terminal.err(words.sourceLeavesOut(after.source));
  return 0;
}

async function takeToken(
  ctx: CommandContext,
  options: SetCookieOptions,
  account: string | undefined,
) {
  const raw = await takeSecret(ctx, {
    given: options.cookie,
    stdin: options.stdin === true,
    question: ctx.messages.config.askCookie,
    bothGiven: (words) => words.cookieTwice,
    noneGiven: (words) => words.cookieMissing,
  });
  const recognised = recognisePastedToken(raw);
  switch (recognised.kind) {
    case 'token':
      return recognised;
    case 'empty':
      throw argumentFailure(ctx, (words) => words.cookieMissing);
    case 'api-key':
      throw argumentFailure(ctx, (words) => words.cookieIsApiKey(account));
    case 'no-session-cookie':
      throw argumentFailure(ctx, (words) => words.cookieWithoutSession);
    case 'unrecognised':
      throw argumentFailure(ctx, (words) => words.cookieNotRecognised);
  }
}
