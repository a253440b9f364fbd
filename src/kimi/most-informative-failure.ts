import type { AbsentReason, AttemptSource, BlockedReason } from '../domain/attempt.ts';
import { Failure, type FailureCode, type FailureKind } from '../domain/failure.ts';
import { kimiSites, type KimiSite } from '../domain/kimi-site.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';

/**
 * A failure the user can fix now says more than an expired sign-in, and that more than a missing
 * one.
 */
const rankByKind = new Map<FailureKind, number>([
  ['credential-rejected', 0],
  ['plan-or-quota-denied', 0],
  ['unreadable-answer', 0],
  ['credential-expired', 1],
]);

const missingCode = {
  auto: 'no-credential',
  api: 'no-api-key',
  cli: 'no-cli-login',
  web: 'no-web-session',
} as const satisfies Record<SourceChoice, FailureCode>;

/**
 * The one failure to report after all sources: the most informative, the earliest of its rank; if
 * there is none, that no credential was found.
 */
export function mostInformativeFailure(
  failures: readonly Failure[],
  choice: SourceChoice,
  site: KimiSite,
): Failure {
  const [best] = failures.toSorted((a, b) => rankOf(a) - rankOf(b));
  return (
    best ??
    new Failure('credential-missing', 'no usable credential was found', {
      detail: {
        code: missingCode[choice],
        subject: choice === 'web' ? kimiSites[site].host : undefined,
      },
    })
  );
}

/** The failure of a source without a usable credential; undefined if it simply has none. */
export function failureOfSource(
  id: AttemptSource,
  reason: AbsentReason | BlockedReason,
  site: KimiSite,
): Failure | undefined {
  switch (reason) {
    case 'open-platform-key':
    case 'jwt-as-api-key':
    case 'unusable-key':
      return new Failure('credential-rejected', 'the API key is not a Kimi Code key', {
        detail: { code: reason },
      });
    case 'api-key-locked':
    case 'api-key-unreachable':
      return new Failure('credential-missing', 'the keyring did not give the API key', {
        detail: { code: reason },
      });
    case 'kept-in-keyring':
      return new Failure('credential-missing', "Kimi Code's login is in the system's keyring", {
        detail: { code: 'cli-login-in-keyring' },
      });
    case 'renewable':
      return new Failure('credential-expired', 'the Kimi Code login has to be renewed', {
        detail: { code: 'cli-login-renewable' },
      });
    case 'expired':
      return new Failure('credential-expired', 'the sign-in has expired', {
        detail:
          id === 'cli'
            ? { code: 'cli-login-expired' }
            : { code: 'web-token-expired', subject: kimiSites[site].host },
      });
    default:
      return undefined;
  }
}

function rankOf({ kind }: Failure): number {
  return rankByKind.get(kind) ?? 2;
}
