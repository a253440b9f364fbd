import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';

/** Throws `invalid-arguments` for a further account that the settings do not name; undefined is the main account. */
export function requireAccount(
  { accounts }: Pick<UsageApp, 'accounts'>,
  name: string | undefined,
): void {
  if (name === undefined || accounts.includes(name)) return;
  throw new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: name },
  });
}
