import type { UsageApp } from '../../../app/usage-app.ts';
import { failureWords } from '../../../present/failure-text.ts';
import { foundSignIns, type FoundSignIn } from '../../../present/found-sign-ins.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import type { Choice, Dialogue } from '../../terminal/dialogue.ts';
import { loginPage } from '../../open-in-browser.ts';
import type { FreshOutcome } from '../outcome-card.ts';

const requestTimeoutMs = 20_000;
/** Longer, since the user may have to find a password. */
const promptTimeoutMs = 120_000;

/** What the steps of the setup share. */
export type Setup = {
  readonly context: CommandContext;
  readonly app: UsageApp;
  readonly dialogue: Dialogue;
};

/**
 * How the user wants to sign in: with a sign-in on this machine, with a browser session that needs
 * their password, with a pasted one, or with one they create in the Kimi Code Console first and
 * paste then.
 */
export type SignInMethod = 'found' | 'unlock' | 'paste' | 'console';

/**
 * Shows which sign-ins this machine has and asks which to use. Never makes the system ask for a
 * password.
 */
export async function chooseMethod({ context, app, dialogue }: Setup): Promise<SignInMethod> {
  const { messages, signal } = context;
  const words = messages.setup;
  const diagnosis = await app.diagnose({ mayPrompt: false, signal });
  const found = foundSignIns(diagnosis, messages);
  dialogue.say(
    'good',
    found.length === 0
      ? words.nothingFound
      : [
          words.found,
          ...found.map((one) => foundLines(one, context.terminal.unicode, messages)),
        ].join('\n'),
  );
  const usable = found.find(({ state }) => state === 'usable');
  const isLocked = diagnosis.places.some(
    ({ source, ...place }) =>
      source === 'browser' &&
      place.state === 'blocked' &&
      ['needs-person', 'keyring-locked', 'keychain-denied'].includes(place.reason),
  );
  const choices: Choice<SignInMethod>[] = [];
  if (usable !== undefined) choices.push({ value: 'found', label: words.useFound(usable.place) });
  if (isLocked) choices.push({ value: 'unlock', label: words.openUp, hint: words.openUpHint });
  const { host, pathname } = loginPage(app, 'console');
  choices.push(
    { value: 'paste', label: words.paste, hint: words.pasteHint },
    { value: 'console', label: words.console, hint: host + pathname },
  );
  return dialogue.choose(words.how, choices);
}

/** Fetches usage with the sign-ins on this machine. Undefined if that fails; the user sees why. */
export async function testFound(
  { context, app, dialogue }: Setup,
  { mayPrompt }: { readonly mayPrompt: boolean },
): Promise<FreshOutcome | undefined> {
  const { messages, signal } = context;
  dialogue.say('plain', messages.setup.looking);
  // The user has just agreed to a prompt, so earlier refusals no longer count.
  if (mayPrompt) await app.listSessions({ fresh: true, mayPrompt, signal });
  const timeoutMs = mayPrompt ? promptTimeoutMs : requestTimeoutMs;
  const outcome = await app.readUsage({ maxAgeMs: 0, insist: true, mayPrompt, timeoutMs, signal });
  if (outcome.kind === 'fresh') return outcome;
  dialogue.say('bad', failureWords(outcome.failure, messages).what);
  return undefined;
}

function foundLines(
  { state, place, reason, todo }: FoundSignIn,
  unicode: boolean,
  { setup: words }: Messages,
): string {
  const mark = { usable: unicode ? '✓' : '+', shut: '!', spent: unicode ? '·' : '-' }[state];
  return [
    `${mark} ${reason === undefined ? place : words.placeWithReason(place, reason)}`,
    ...(todo === undefined ? [] : [`  ${todo}`]),
  ].join('\n');
}
