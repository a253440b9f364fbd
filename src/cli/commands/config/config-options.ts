import { loadSettings } from '../../../config/load-settings.ts';
import type { Failure } from '../../../domain/failure.ts';
import { mainAccountName } from '../../../domain/main-account.ts';
import type { Messages } from '../../../present/messages/en.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';

/** The flags `--format` and `--json`. */
export type FormatOption = {
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
};

/** The flag `--provider`. */
export type ProviderOption = { readonly provider?: string | undefined };

/** The flag `--account`. */
export type AccountOption = { readonly account?: string | undefined };

/**
 * True for `--json` or `--format json`; throws `invalid-arguments` for a format that is neither
 * text nor JSON.
 */
export function wantsJson(ctx: CommandContext, { format, json }: FormatOption): boolean {
  if (format === undefined || format === 'text' || format === 'json')
    return json === true || format === 'json';
  throw argumentFailure(ctx, (words) => words.unknownFormat(format));
}

/** Throws `invalid-arguments` for another provider than Kimi, the only one there is. */
export function requireKimi(ctx: CommandContext, { provider }: ProviderOption): void {
  if (provider !== undefined && provider.trim().toLowerCase() !== 'kimi')
    throw argumentFailure(ctx, (words) => words.unknownProvider);
}

/**
 * The account's name without blanks around it; undefined means the main account. Throws
 * `invalid-arguments` for an empty or unprintable one.
 */
export async function accountName(
  ctx: CommandContext,
  { account }: AccountOption,
): Promise<string | undefined> {
  const name = account === undefined ? undefined : accountNameIn(ctx, account);
  if (name !== mainAccountName) return name;
  const { settings } = await loadSettings(ctx.host, { path: ctx.configPath });
  return settings.provider.accounts.find((known) => known.name === name)?.name;
}

/** A name for an account, without blanks around it. Throws `invalid-arguments` if it is none. */
export function accountNameIn(ctx: CommandContext, typed: string): string {
  const name = typed.trim();
  if (name === '') throw argumentFailure(ctx, (words) => words.accountNameMissing);
  if (name !== cleanText(name)) throw argumentFailure(ctx, (words) => words.accountNameUnusual);
  return name;
}

/** Picks one of the `config` messages. */
export type Sentence = (words: Messages['config']) => string;

/** A failure for bad arguments of a `config` command. */
export function argumentFailure(
  ctx: Pick<CommandContext, 'messages'>,
  sentence: Sentence,
): Failure {
  return refusal(ctx, (words) => sentence(words.config));
}
