import type { FailureCode, FailureKind } from '../../../domain/failure.ts';

/** What a sentence may fill in: a URL, status, path or name, already clean; how long the service asked us to wait, in words. */
export type FailureFill = {
  readonly subject?: string | undefined;
  readonly wait?: string | undefined;
};

/** What happened, then what to do about it, where a person can do anything. */
export type FailureWords = { readonly what: string; readonly todo?: string | undefined };

type Sentence = (fill: FailureFill) => FailureWords;

/** Codes with a sentence of their own. A bare HTTP status says nothing that its kind does not say better. */
type SpokenCode = Exclude<FailureCode, 'http-status'>;

const setKey = 'kimibar config set-api-key --provider kimi';
const setCookie = 'kimibar config set-cookie --stdin';

const kinds: Record<FailureKind, Sentence> = {
  'credential-missing': () => ({
    what: 'No way to sign in to Kimi was found.',
    todo: 'Set one up: kimibar setup',
  }),
  'credential-rejected': () => ({
    what: 'Kimi refused the sign-in.',
    todo: 'See which one and why: kimibar doctor',
  }),
  'credential-expired': () => ({
    what: 'The Kimi sign-in has expired.',
    todo: 'Sign in again, then run: kimibar usage --refresh',
  }),
  'plan-or-quota-denied': ({ subject }) => ({
    what: `Kimi refused because of the plan or the quota${inBrackets(subject)}.`,
    todo: 'Check your subscription in the Kimi Code Console.',
  }),
  'invalid-request': ({ subject }) => ({
    what: `Invalid request: Kimi did not accept what was asked${inBrackets(subject)}.`,
    todo: 'A newer KimiBar may know better.',
  }),
  'endpoint-missing': ({ subject }) => ({
    what: `Nothing answers for usage at ${subject ?? 'this address'} (404).`,
    todo: 'Check KIMI_CODE_BASE_URL and the region setting.',
  }),
  'rate-limited': ({ wait }) => ({
    what: 'Kimi asks for fewer requests (429).',
    todo:
      wait === undefined ? 'KimiBar waits before it asks again.' : `KimiBar asks again in ${wait}.`,
  }),
  'server-fault': ({ subject }) => ({
    what: `Kimi is not answering${inBrackets(subject)}.`,
    todo: 'Nothing to do here: try again in a few minutes.',
  }),
  offline: () => ({ what: 'Kimi cannot be reached.', todo: 'Check the network connection.' }),
  'timed-out': () => ({
    what: 'Kimi did not answer in time.',
    todo: 'Try again, or allow more time: kimibar usage --timeout 60',
  }),
  'unreadable-answer': () => ({
    what: 'Kimi answered in a way KimiBar cannot read.',
    todo: 'A newer KimiBar may be able to.',
  }),
  'invalid-config': ({ subject }) => ({
    what: `The config file has a mistake${inBrackets(subject)}.`,
    todo: 'See where: kimibar config validate',
  }),
  'invalid-arguments': ({ subject }) => ({
    what: subject ?? 'Invalid arguments.',
    todo: 'See: kimibar --help',
  }),
  cancelled: () => ({ what: 'Cancelled.' }),
};

const codes: Record<SpokenCode, Sentence> = {
  'api-key-rejected': () => ({
    what: 'Kimi Code API key is invalid or expired.',
    todo: `Create a new one in the Kimi Code Console, then run: ${setKey}`,
  }),
  'open-platform-key': () => ({
    what: 'This key belongs to the Kimi Open Platform (platform.kimi.com, Moonshot), which Kimi Code does not accept.',
    todo: `Create a Kimi Code key in the Kimi Code Console instead, then run: ${setKey}`,
  }),
  'jwt-as-api-key': () => ({
    what: 'This is a web sign-in token, not a Kimi Code API key.',
    todo: `Store it as one with: ${setCookie}`,
  }),
  'cli-login-rejected': () => ({
    what: 'Kimi refused the Kimi Code login.',
    todo: 'Sign in again with Kimi Code.',
  }),
  'cli-login-expired': () => ({
    what: 'The Kimi Code login has expired.',
    todo: 'Start Kimi Code once: it renews the login by itself.',
  }),
  'web-token-rejected': () => ({
    what: 'Kimi auth token is invalid or expired.',
    todo: 'Please refresh your token.',
  }),
  'web-token-expired': () => ({
    what: 'The Kimi web session has expired.',
    todo: 'Sign in again at www.kimi.com, then run: kimibar cookies refresh',
  }),
  'no-credential': () => ({
    what: 'No API key, Kimi Code login or Kimi web session was found.',
    todo: 'Set one up: kimibar setup',
  }),
  'no-api-key': () => ({
    what: 'No Kimi Code API key is set.',
    todo: `Create one in the Kimi Code Console, then run: ${setKey}`,
  }),
  'no-cli-login': () => ({
    what: 'No Kimi Code login was found on this computer.',
    todo: 'Sign in with Kimi Code, then try again.',
  }),
  'no-web-session': () => ({
    what: 'No Kimi web session was found.',
    todo: `Sign in at www.kimi.com, or paste a token: ${setCookie}. New sign-ins may leave none; an API key always works.`,
  }),
  'unknown-account': ({ subject }) => ({
    what: `There is no account called ${subject ?? 'that'} in the settings.`,
    todo: 'See the accounts: kimibar config show',
  }),
  'refused-redirect': ({ subject }) => ({
    what: `Kimi's address leads elsewhere${inBrackets(subject)}; KimiBar does not follow with your sign-in.`,
    todo: 'Check the base URL and the proxy.',
  }),
  'base-url': () => ({ what: 'Kimi Code API base URL must use HTTPS without user info' }),
  'web-base-url': () => ({ what: 'Kimi web base URL must use HTTPS without user info' }),
  'no-windows': () => ({
    what: "Kimi's answer holds no quota that KimiBar can read.",
    todo: 'Check that the subscription includes Kimi Code: kimibar doctor',
  }),
  'no-coding-scope': () => ({ what: 'FEATURE_CODING scope not found in response' }),
  'not-json': () => ({
    what: "Kimi's answer is not JSON.",
    todo: 'A proxy or sign-in page may stand in between: check the network.',
  }),
  'too-large': () => ({
    what: "Kimi's answer is larger than 1 MiB.",
    todo: 'Check the base URL and the proxy.',
  }),
  'too-deep': () => ({
    what: "Kimi's answer is nested too deeply.",
    todo: 'Check the base URL and the proxy.',
  }),
  'config-syntax': ({ subject }) => ({
    what: `The config file is not valid JSON${at(subject)}.`,
    todo: 'Correct it there; KimiBar leaves it untouched.',
  }),
  'config-value': ({ subject }) => ({
    what: `The config file holds a value that is not allowed${at(subject)}.`,
    todo: 'See: kimibar config validate',
  }),
  'config-unreadable': ({ subject }) => ({
    what: `The config file cannot be read${at(subject)}.`,
    todo: 'Check who may read it.',
  }),
  'config-unwritable': ({ subject }) => ({
    what: `The config file cannot be written${at(subject)}.`,
    todo: 'Check who may write there and that the disk has room.',
  }),
  network: () => ({
    what: 'Kimi cannot be reached: the connection broke.',
    todo: 'Check the network connection.',
  }),
  tls: ({ subject }) => ({
    what: `The secure connection to Kimi could not be verified${inBrackets(subject)}.`,
    todo: 'Check the clock; behind a company proxy, name its certificate in NODE_EXTRA_CA_CERTS.',
  }),
  proxy: ({ subject }) => ({
    what: `The proxy did not let the request through${inBrackets(subject)}.`,
    todo: 'Check HTTPS_PROXY and NO_PROXY.',
  }),
  dns: ({ subject }) => ({
    what: `The name ${subject ?? 'of the server'} was not found.`,
    todo: 'Check the network connection.',
  }),
  'connection-refused': ({ subject }) => ({
    what: `Nothing accepts connections at ${subject ?? 'this address'}.`,
    todo: 'Check the base URL and the proxy.',
  }),
  deadline: ({ subject }) => ({
    what: `Kimi did not answer in time${inBrackets(subject)}.`,
    todo: 'Try again, or allow more time: kimibar usage --timeout 60',
  }),
  argument: ({ subject }) => ({ what: subject ?? 'Invalid arguments.' }),
};

/** A few words for a header beside an older reading. `subject` is a status or a name. */
const brief: Record<FailureKind, (subject: string | undefined) => string> = {
  'credential-missing': () => 'no sign-in found',
  'credential-rejected': () => 'Kimi refuses the sign-in',
  'credential-expired': () => 'the sign-in has expired',
  'plan-or-quota-denied': (status) => `plan or quota refused${inBrackets(status)}`,
  'invalid-request': (status) => `Kimi did not accept the request${inBrackets(status)}`,
  'endpoint-missing': () => 'usage address not found (404)',
  'rate-limited': () => 'Kimi asks for fewer requests (429)',
  'server-fault': (status) => `Kimi is not answering${inBrackets(status)}`,
  offline: () => 'Kimi cannot be reached',
  'timed-out': () => 'Kimi did not answer in time',
  'unreadable-answer': () => 'answer not readable',
  'invalid-config': () => 'mistake in the config file',
  'invalid-arguments': () => 'invalid arguments',
  cancelled: () => 'cancelled',
};

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
  /** Stands between two sentences. */
  between: ' ',
};
