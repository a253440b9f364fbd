import { kimiSites } from '../../domain/kimi-site.ts';
import { accountFlag } from './account-flag.ts';

/**
 * `subject` is a URL, status, path or name; `wait` is Kimi's `Retry-After` in words; `account` is
 * the named account that failed. All are clean.
 */
export type FailureFill = {
  readonly subject?: string | undefined;
  readonly wait?: string | undefined;
  readonly account?: string | undefined;
};

export type AccountFill = FailureFill & { readonly account: string };

/** What happened, then what to do about it, if anything can be done. */
export type FailureWords = { readonly what: string; readonly todo?: string | undefined };

export type FailureSentence = (fill: FailureFill) => FailureWords;

/**
 * One sentence for the main account, another for named ones: those use only their own key and
 * cookie, so that no login or session on this computer helps.
 */
export function byAccount(
  main: FailureWords | FailureSentence,
  named: (fill: AccountFill) => FailureWords,
): FailureSentence {
  return ({ account, ...fill }) => {
    if (account !== undefined) return named({ ...fill, account });
    return typeof main === 'function' ? main(fill) : main;
  };
}

// Advice for a named account must not change the main one, so every command that changes or reads
// an account has its name.

export function setKeyCommand({ account }: FailureFill): string {
  const stdin = account === undefined ? '' : ' --stdin';
  return `kimibar config set-api-key${accountFlag(account)}${stdin}`;
}

export function setCookieCommand({ account }: FailureFill): string {
  return `kimibar config set-cookie${accountFlag(account)} --stdin`;
}

export function usageCommand({ account }: FailureFill, flags: string): string {
  return `kimibar usage${accountFlag(account)} ${flags}`;
}

/** Where a user signs in on the web: the subject of failures about sessions. */
export function signInHost({ subject }: FailureFill): string {
  return subject ?? kimiSites.mainland.host;
}
