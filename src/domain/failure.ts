/**
 * Every way a request for usage can fail. A closed list: JSON, hooks, metrics and HTTP use the same
 * words.
 */
export type FailureKind =
  | 'credential-missing'
  | 'credential-rejected'
  | 'credential-expired'
  | 'plan-or-quota-denied'
  | 'invalid-request'
  | 'endpoint-missing'
  | 'rate-limited'
  | 'server-fault'
  | 'offline'
  | 'timed-out'
  | 'unreadable-answer'
  | 'invalid-config'
  | 'invalid-arguments'
  | 'cancelled';

/** What failed, in the words that widgets know. */
export type FailureRecordKind = 'provider' | 'args' | 'config';

type FailurePolicy = {
  /** In `--source auto`: may another source succeed? */
  readonly tryNextSource: boolean;
  /**
   * When background refreshes continue: after the user changed something, backing off, or as
   * scheduled.
   */
  readonly retry: 'after-change' | 'back-off' | 'as-scheduled';
  /** Exit code of `usage`, `history`, `config` and `doctor`. */
  readonly exitCode: number;
  /** Is the last good usage still worth showing, marked as stale? */
  readonly keepLastGood: boolean;
  /** `error.kind` of a JSON failure record. */
  readonly recordKind: FailureRecordKind;
};

/**
 * What follows from a failure, in one table.
 * An outage never leads to the next source: that would only send more credentials into the same
 * outage.
 */
export const failurePolicy = {
  'credential-missing': {
    tryNextSource: true,
    retry: 'after-change',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'credential-rejected': {
    tryNextSource: true,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'credential-expired': {
    tryNextSource: true,
    retry: 'as-scheduled',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'plan-or-quota-denied': {
    tryNextSource: true,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'invalid-request': {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'endpoint-missing': {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'rate-limited': {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'server-fault': {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  offline: {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 1,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'timed-out': {
    tryNextSource: false,
    retry: 'back-off',
    exitCode: 4,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'unreadable-answer': {
    tryNextSource: true,
    retry: 'back-off',
    exitCode: 3,
    keepLastGood: true,
    recordKind: 'provider',
  },
  'invalid-config': {
    tryNextSource: false,
    retry: 'after-change',
    exitCode: 1,
    keepLastGood: false,
    recordKind: 'config',
  },
  'invalid-arguments': {
    tryNextSource: false,
    retry: 'after-change',
    exitCode: 64,
    keepLastGood: false,
    recordKind: 'args',
  },
  cancelled: {
    tryNextSource: false,
    retry: 'as-scheduled',
    exitCode: 130,
    keepLastGood: false,
    recordKind: 'provider',
  },
} as const satisfies Record<FailureKind, FailurePolicy>;

/** Narrows a value from disk or from another process to a failure kind. */
export function isFailureKind(word: unknown): word is FailureKind {
  return typeof word === 'string' && Object.hasOwn(failurePolicy, word);
}

/**
 * What failed, in a form that can be cached, sent and translated: `present/` makes the words from
 * `kind` and `detail`. `detail` is a short fact (a URL, a status, a file with line and column),
 * never a body, header or token.
 */
export type FailureFacts = {
  readonly kind: FailureKind;
  readonly detail?: FailureDetail | undefined;
  /** How long Kimi asked KimiBar to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
};

/** A fact about a failure: `code` selects the sentence, `subject` fills it in. */
export type FailureDetail = {
  readonly code: FailureCode;
  readonly subject?: string | undefined;
};

/** Finer distinctions inside a kind: each has a sentence of its own that says what to do. */
export type FailureCode =
  | 'api-key-rejected'
  | 'open-platform-key'
  | 'jwt-as-api-key'
  | 'unusable-key'
  | 'api-key-locked'
  | 'api-key-unreachable'
  | 'cli-login-rejected'
  | 'cli-login-renewable'
  | 'cli-login-expired'
  | 'cli-login-in-keyring'
  | 'web-token-rejected'
  | 'web-token-expired'
  | 'no-credential'
  | 'no-api-key'
  | 'no-cli-login'
  | 'no-web-session'
  | 'key-not-one-word'
  | 'api-key-as-cookie'
  | 'no-session-cookie'
  | 'no-session-in-text'
  | 'account-name'
  | 'unknown-account'
  | 'account-exists'
  | 'unknown-notify-target'
  | 'notify-target-exists'
  | 'invalid-notify-target'
  | 'http-status'
  | 'refused-redirect'
  | 'base-url'
  | 'web-base-url'
  | 'no-windows'
  | 'no-coding-scope'
  | 'not-json'
  | 'intercepted'
  | 'too-large'
  | 'too-deep'
  | 'config-syntax'
  | 'config-value'
  | 'config-unreadable'
  | 'config-unwritable'
  | 'network'
  | 'tls'
  | 'proxy'
  | 'dns'
  | 'connection-refused'
  | 'deadline'
  | 'argument';

/**
 * The only error thrown on purpose. Any other error is a bug and is caught only at the outermost
 * callers.
 */
export class Failure extends Error implements FailureFacts {
  readonly kind: FailureKind;
  readonly detail?: FailureDetail;
  readonly retryAfterMs?: number;

  /**
   * `message` is English, for logs and stacks; users see what `present/` makes of `kind` and
   * `detail`.
   */
  constructor(
    kind: FailureKind,
    message: string,
    more: {
      detail?: FailureDetail | undefined;
      cause?: unknown;
      retryAfterMs?: number | undefined;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Failure';
    this.kind = kind;
    if (more.detail !== undefined) this.detail = more.detail;
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs;
  }
}
