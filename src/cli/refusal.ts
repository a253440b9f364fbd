import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';
import { mainAccountName } from '../domain/main-account.ts';
import { en, type Messages } from '../present/messages/en.ts';
import type { CommandContext } from './command-context.ts';

/**
 * The failure for a call with invalid arguments. Users read it in their language; JSON and logs
 * have it in English.
 */
export function refusal(
  { messages }: Pick<CommandContext, 'messages'>,
  sentence: (messages: Messages) => string,
): Failure {
  return new Failure('invalid-arguments', sentence(en), {
    detail: { code: 'argument', subject: sentence(messages) },
  });
}

/** The flags `--account` and `--all-accounts`. */
export type AccountChoice = {
  readonly account?: string | undefined;
  readonly allAccounts?: boolean | undefined;
};

/**
 * Throws `invalid-arguments` for an unknown account, with the known ones, and for one account and
 * all of them at once.
 */
export async function requireAccount(
  context: Pick<CommandContext, 'messages'>,
  { accounts }: Pick<UsageApp, 'accounts'>,
  { account: name, allAccounts = false }: AccountChoice,
): Promise<void> {
  if (name === undefined) return;
  if (allAccounts) throw refusal(context, (words) => words.arguments.oneOrAllAccounts);
  if (accounts.includes(name) || name === mainAccountName) return;
  const { closestWord } = await import('../domain/closest-word.ts');
  const similar = closestWord(name, accounts);
  throw refusal(context, (words) =>
    words.arguments.unknownAccount({ name, similar, known: accounts }),
  );
}
