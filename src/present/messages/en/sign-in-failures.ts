import type { FailureCode } from '../../../domain/failure.ts';
import {
  byAccount,
  setCookieCommand as setCookie,
  setKeyCommand as setKey,
  signInHost,
  type AccountFill,
  type FailureSentence,
  type FailureWords,
} from '../failure-fill.ts';

/** A named account without a key: nothing else on this computer could be used for it. */
export const noKey = (fill: AccountFill): FailureWords => ({
  what: `Account ${fill.account} has no key.`,
  todo: `Add one: ${setKey(fill)}`,
});

/** Sentences of the codes that are about a sign-in. */
export const signInFailures = {
  'api-key-rejected': (fill) => ({
    what: 'Kimi Code API key is invalid or expired.',
    todo: `Create a new one in the Kimi Code Console, then run: ${setKey(fill)}`,
  }),
  'open-platform-key': (fill) => ({
    what: 'This key belongs to the Kimi Open Platform (platform.kimi.com, Moonshot), which Kimi Code does not accept.',
    todo: `Create a Kimi Code key in the Kimi Code Console instead, then run: ${setKey(fill)}`,
  }),
  'jwt-as-api-key': (fill) => ({
    what: 'This is a web sign-in token, not a Kimi Code API key.',
    todo: `Save it as a web session with: ${setCookie(fill)}`,
  }),
  'unusable-key': (fill) => ({
    what: 'The API key contains spaces or characters that no key has.',
    todo: `Copy it again from the Kimi Code Console, then run: ${setKey(fill)}`,
  }),
  'api-key-locked': () => ({
    what: 'The API key is in the system keyring, which is locked.',
    todo: 'Unlock it and try again; in a terminal, the system may ask for its password.',
  }),
  'api-key-unreachable': (fill) => ({
    what: 'The API key is in the system keyring, but not readable from here.',
    todo: `Run KimiBar inside the desktop session, or save the key again: ${setKey(fill)}`,
  }),
  'cli-login-rejected': byAccount(
    {
      what: 'Kimi rejected the Kimi Code login.',
      todo: 'Sign in to Kimi Code again: kimi login',
    },
    noKey,
  ),
  'cli-login-renewable': byAccount(
    {
      what: 'The Kimi Code login needs renewing.',
      todo: 'Kimi Code renews it when it runs. Run: kimi',
    },
    noKey,
  ),
  'cli-login-expired': byAccount(
    {
      what: 'The Kimi Code login has expired.',
      todo: 'Sign in to Kimi Code again: kimi login',
    },
    noKey,
  ),
  'cli-login-in-keyring': byAccount(
    {
      what: "Kimi Code keeps its login in the system keyring, which KimiBar doesn't read.",
      todo: `Create an API key in the Kimi Code Console, then run: ${setKey({})}`,
    },
    noKey,
  ),
  'web-token-rejected': byAccount(
    { what: 'Kimi auth token is invalid or expired.', todo: 'Please refresh your token.' },
    (fill) => ({
      what: 'Kimi auth token is invalid or expired.',
      todo: `Paste a new one: ${setCookie(fill)}`,
    }),
  ),
  'web-token-expired': byAccount(
    (fill) => ({
      what: 'The Kimi web session has expired.',
      todo: `Sign in again at ${signInHost(fill)}, then run: kimibar cookies refresh`,
    }),
    (fill) => ({
      what: 'The Kimi web session has expired.',
      todo: `Sign in again at ${signInHost(fill)} and paste the new one: ${setCookie(fill)}`,
    }),
  ),
  'no-credential': byAccount(
    {
      what: 'Not signed in: no API key, Kimi Code login or web session found.',
      todo: 'Get started: kimibar setup. To look around without an account: kimibar demo',
    },
    noKey,
  ),
  'no-api-key': byAccount(
    {
      what: 'No Kimi Code API key is set.',
      todo: `Create one in the Kimi Code Console, then run: ${setKey({})}`,
    },
    noKey,
  ),
  'no-cli-login': byAccount(
    {
      what: 'No Kimi Code login was found on this computer.',
      todo: 'Sign in to Kimi Code, then try again: kimi login',
    },
    noKey,
  ),
  'no-web-session': byAccount(
    (fill) => ({
      what: 'No Kimi web session was found.',
      todo: `Sign in at ${signInHost(fill)}, or paste a token: ${setCookie({})}. Newer sign-ins may not leave a token; an API key always works.`,
    }),
    (fill) => ({
      what: `Account ${fill.account} has no web session.`,
      todo: `Add one: ${setCookie(fill)}`,
    }),
  ),
} satisfies { readonly [Code in FailureCode]?: FailureSentence };
