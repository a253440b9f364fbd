import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';
import { mainAccountName } from '../domain/main-account.ts';
import { coreEn, type CoreMessages } from '../present/messages/en/core.ts';
import type { CoreContext } from './command-context.ts';

/** The failure for a call with invalid arguments, in English and in the user's language. */
export function invalidArguments(english: string, shown: string): Failure {
  return new Failure('invalid-arguments', english, {
    detail: { code: 'argument', subject: shown },
  });
}

/** The same with a sentence about arguments, which every command has. */
export function argumentRefusal(
  { messages }: Pick<CoreContext, 'messages'>,
  sentence: (words: CoreMessages['arguments']) => string,
): Failure {
  return invalidArguments(sentence(coreEn.arguments), sentence(messages.arguments));
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
  context: Pick<CoreContext, 'messages'>,
  { accounts }: Pick<UsageApp, 'accounts'>,
  { account: name, allAccounts = false }: AccountChoice,
): Promise<void> {
  if (name === undefined) return;
  if (allAccounts) throw argumentRefusal(context, (words) => words.oneOrAllAccounts);
  if (accounts.includes(name) || name === mainAccountName) return;
  const { closestWord } = await import('../domain/closest-word.ts');
  const similar = closestWord(name, accounts);
  throw argumentRefusal(context, (words) =>
    words.unknownAccount({ name, similar, known: accounts }),
  );
}
