import { cleanText } from '../../../present/words/clean-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { argumentFailure } from './argument-failure.ts';

/** `--format`, as commander hands it over. */
export type FormatOption = { readonly format?: string | undefined };

/** `--provider`, as commander hands it over. */
export type ProviderOption = { readonly provider?: string | undefined };

/** `--account`, as commander hands it over. */
export type AccountOption = { readonly account?: string | undefined };

/** True for `--format json`; throws `invalid-arguments` for a format that is neither text nor JSON. */
export function wantsJson(ctx: CommandContext, { format }: FormatOption): boolean {
  if (format === undefined || format === 'text' || format === 'json') return format === 'json';
  throw argumentFailure(ctx, (words) => words.unknownFormat(format));
}

/** Kimi is the one provider there is. `whenMissing` says whether leaving `--provider` out means Kimi or is refused. */
export function requireKimi(
  ctx: CommandContext,
  { provider }: ProviderOption,
  whenMissing: 'kimi' | 'refuse',
): void {
  if (provider === undefined && whenMissing === 'kimi') return;
  if (provider?.trim().toLowerCase() !== 'kimi')
    throw argumentFailure(ctx, (words) => words.unknownProvider);
}

/** The account's name without blanks around it; undefined means the main account. Throws `invalid-arguments` for an empty or unprintable one. */
export function accountName(ctx: CommandContext, { account }: AccountOption): string | undefined {
  const name = account?.trim();
  if (name === '') throw argumentFailure(ctx, (words) => words.accountNameMissing);
  if (name !== undefined && name !== cleanText(name))
    throw argumentFailure(ctx, (words) => words.accountNameUnusual);
  return name;
}
