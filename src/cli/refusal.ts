import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';
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

/**
 * Throws `invalid-arguments` for an account that is not in the settings; undefined is the main
 * account.
 */
export function requireAccount(
  { accounts }: Pick<UsageApp, 'accounts'>,
  name: string | undefined,
): void {
  if (name === undefined || accounts.includes(name)) return;
  throw new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: name },
  });
}
