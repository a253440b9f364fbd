import type { FailureCode, FailureKind } from '../../../domain/failure.ts';
import {
  byAccount,
  setCookieCommand as setCookie,
  setKeyCommand as setKey,
  usageCommand,
  type FailureFill,
  type FailureSentence,
} from '../failure-fill.ts';
import { pasteProblems } from './paste-problems.ts';
import { noKey, signInFailures } from './sign-in-failures.ts';

/** Codes with their own sentence. An HTTP status has none: its kind says more. */
type SpokenCode = Exclude<FailureCode, 'http-status'>;

const moreTime = (fill: FailureFill): string =>
  `Try again, or allow more time: ${usageCommand(fill, '--timeout 60')}`;

const kinds: Record<FailureKind, FailureSentence> = {
  'credential-missing': byAccount(
    {
      what: 'You are not signed in to Kimi.',
      todo: 'Get started: kimibar setup. To look around without an account: kimibar demo',
    },
    noKey,
  ),
  'credential-rejected': byAccount(
    { what: 'Kimi rejected the sign-in.', todo: 'To see which one and why, run: kimibar doctor' },
    (fill) => ({ what: 'Kimi rejected the sign-in.', todo: `Replace its key: ${setKey(fill)}` }),
  ),
  'credential-expired': byAccount(
    {
      what: 'The Kimi sign-in has expired.',
      todo: 'Sign in again, then run: kimibar usage --refresh',
    },
    (fill) => ({ what: 'The Kimi sign-in has expired.', todo: `Replace it: ${setCookie(fill)}` }),
  ),
  'plan-or-quota-denied': ({ subject }) => ({
    what: `Your plan or quota doesn't allow this${inBrackets(subject)}.`,
    todo: 'Check your subscription in the Kimi Code Console.',
  }),
  'invalid-request': ({ subject }) => ({
    what: `Kimi rejected the request${inBrackets(subject)}.`,
    todo: 'Updating KimiBar may help.',
  }),
  'endpoint-missing': ({ subject }) => ({
    what: `There is no usage endpoint at ${subject ?? 'this address'} (404).`,
    todo: 'Check KIMI_CODE_BASE_URL and the region setting.',
  }),
  'rate-limited': ({ wait }) => ({
    what: 'Kimi is rate-limiting requests (429).',
    todo: wait === undefined ? 'Try again in a few minutes.' : asksToWait(wait),
  }),
  'server-fault': ({ subject, wait }) => ({
    what: `Kimi had a server error${inBrackets(subject)}.`,
    todo:
      wait === undefined
        ? "This is on Kimi's side; try again in a few minutes."
        : `This is on Kimi's side. ${asksToWait(wait)}`,
  }),
  offline: () => ({ what: "Can't reach Kimi.", todo: 'Check the network connection.' }),
  'timed-out': (fill) => ({ what: 'Kimi did not respond in time.', todo: moreTime(fill) }),
  'unreadable-answer': () => ({
    what: "KimiBar couldn't understand Kimi's response.",
    todo: 'Updating KimiBar may help.',
  }),
  'invalid-config': ({ subject }) => ({
    what: `The config file has an error${inBrackets(subject)}.`,
    todo: 'To see where, run: kimibar config validate',
  }),
  'invalid-arguments': ({ subject }) => ({
    what: subject ?? 'Invalid arguments.',
    todo: 'For a list, run: kimibar --help',
  }),
  cancelled: () => ({ what: 'Cancelled.' }),
};

/** By the key of the config file. */
const notifyProblems: Readonly<Record<string, string>> = {
  name: 'A name has up to 32 lower-case letters, digits, - and _, and starts with a letter or digit.',
  secretUrl: 'The address must be the https:// address that the service gave you.',
  token: 'Enter a token.',
  chat: 'The chat is a number, or @ and the name of a channel.',
};

const codes: Record<SpokenCode, FailureSentence> = {
  ...signInFailures,
  'key-not-one-word': () => ({ what: pasteProblems.apiKeyNotOneWord }),
  'api-key-as-cookie': (fill) => ({
    what: 'This is an API key, not a cookie.',
    todo: `Save it with: ${setKey(fill)}`,
  }),
  'no-session-cookie': () => ({ what: pasteProblems.cookieWithoutSession }),
  'no-session-in-text': () => ({ what: pasteProblems.cookieNotRecognised }),
  'account-name': () => ({ what: pasteProblems.accountNameUnusual }),
  'unknown-account': ({ subject }) => ({
    what: subject === undefined ? 'No account has that name.' : `No account named ${subject}.`,
    todo: 'To list your accounts, run: kimibar accounts',
  }),
  'account-exists': ({ subject }) => ({
    what: `There is already an account named ${subject ?? 'like this'}.`,
    todo: 'Choose another name.',
  }),
  'unknown-notify-target': ({ subject }) => ({
    what: `There is no target named ${subject ?? 'like this'}.`,
  }),
  'notify-target-exists': ({ subject }) => ({
    what: `There is already a target named ${subject ?? 'like this'}.`,
    todo: 'Choose another name.',
  }),
  'invalid-notify-target': ({ subject }) => ({
    what: notifyProblems[subject ?? ''] ?? 'The target is incomplete.',
  }),
  'refused-redirect': ({ subject }) => ({
    what: `Kimi redirected to another site${inBrackets(subject)}. KimiBar did not send your credentials there.`,
    todo: 'Check the base URL and the proxy.',
  }),
  'base-url': ({ subject }) => ({
    what: `Kimi Code API base URL must use HTTPS without user info${inBrackets(subject)}`,
  }),
  'web-base-url': ({ subject }) => ({
    what: `Kimi web base URL must use HTTPS without user info${inBrackets(subject)}`,
  }),
  'no-windows': byAccount(
    {
      what: "Kimi's response contains no quota that KimiBar understands.",
      todo: 'Check that your subscription includes Kimi Code. For details, run: kimibar doctor',
    },
    () => ({
      what: "Kimi's response contains no quota that KimiBar understands.",
      todo: 'Check that its subscription includes Kimi Code.',
    }),
  ),
  'no-coding-scope': () => ({
    what: 'This account has no Kimi Code quota: FEATURE_CODING scope not found in response.',
  }),
  'not-json': () => ({
    what: "Kimi's response is not JSON.",
    todo: 'A proxy may be changing the response. Check the base URL and the proxy.',
  }),
  intercepted: ({ subject }) => ({
    what: `Received a web page instead of Kimi's response${inBrackets(subject)}.`,
    todo: 'A Wi-Fi login page, filter or proxy is in the way. Open any website in a browser to sign in to the network, or ask its administrator.',
  }),
  'too-large': () => ({
    what: "Kimi's response is larger than 1 MiB.",
    todo: 'Check the base URL and the proxy.',
  }),
  'too-deep': () => ({
    what: "Kimi's response is nested too deeply.",
    todo: 'Check the base URL and the proxy.',
  }),
  'config-syntax': ({ subject }) => ({
    what: `The config file is not valid JSON${at(subject)}.`,
    todo: "Fix it by hand; KimiBar won't touch the file.",
  }),
  'config-value': ({ subject }) => ({
    what: `The config file contains an invalid value${at(subject)}.`,
    todo: 'To see all errors, run: kimibar config validate',
  }),
  'config-unreadable': ({ subject }) => ({
    what: `Can't read the config file${at(subject)}.`,
    todo: 'Check its permissions.',
  }),
  'config-unwritable': ({ subject }) => ({
    what: `Can't write the config file${at(subject)}.`,
    todo: "Check the folder's permissions and the free disk space.",
  }),
  network: () => ({
    what: 'The connection to Kimi was dropped.',
    todo: 'Check the network connection.',
  }),
  tls: ({ subject }) => ({
    what: `The secure connection to Kimi could not be verified${inBrackets(subject)}.`,
    todo: 'Check your system clock. Behind a corporate proxy, point NODE_EXTRA_CA_CERTS to its certificate.',
  }),
  proxy: ({ subject }) => ({
    what: `Could not connect through the proxy${inBrackets(subject)}.`,
    todo: 'Check HTTPS_PROXY, ALL_PROXY and NO_PROXY.',
  }),
  dns: ({ subject }) => ({
    what: `Could not resolve ${subject ?? "the server's name"}.`,
    todo: 'Check the network connection.',
  }),
  'connection-refused': ({ subject }) => ({
    what: `Could not connect to ${subject ?? 'Kimi'} (connection refused).`,
    todo: 'Check the base URL and the proxy.',
  }),
  deadline: (fill) => ({
    what: `Kimi did not respond in time${inBrackets(fill.subject)}.`,
    todo: moreTime(fill),
  }),
  argument: ({ subject }) => ({ what: subject ?? 'Invalid arguments.' }),
};

/** A few words for a header next to stale usage. `subject` is a status or a name. */
const brief: Record<FailureKind, (subject: string | undefined) => string> = {
  'credential-missing': () => 'not signed in',
  'credential-rejected': () => 'sign-in rejected',
  'credential-expired': () => 'sign-in expired',
  'plan-or-quota-denied': (status) => `not allowed by plan or quota${inBrackets(status)}`,
  'invalid-request': (status) => `request rejected${inBrackets(status)}`,
  'endpoint-missing': () => 'no usage endpoint (404)',
  'rate-limited': () => 'rate limited (429)',
  'server-fault': (status) => `Kimi server error${inBrackets(status)}`,
  offline: () => "can't reach Kimi",
  'timed-out': () => 'Kimi timed out',
  'unreadable-answer': () => 'unreadable response',
  'invalid-config': () => 'config file error',
  'invalid-arguments': () => 'invalid arguments',
  cancelled: () => 'cancelled',
};

/** True for every face: a server retries automatically, a single run does not. */
function asksToWait(wait: string): string {
  return `Kimi asks to wait ${wait} before the next request.`;
}

function inBrackets(subject: string | undefined): string {
  return subject === undefined ? '' : ` (${subject})`;
}

function at(subject: string | undefined): string {
  return subject === undefined ? '' : `: ${subject}`;
}

export const failures = {
  kinds,
  codes,
  brief,
  /** Separates two sentences. */
  between: ' ',
};
