import { recognisePaste } from '../../../app/pasted.ts';
import { Failure, type FailureKind } from '../../../domain/failure.ts';
import type { PastedCredential } from '../../../domain/pasted-credential.ts';
import { failureWords } from '../../../present/failure-text.ts';
import { loginPage } from '../../open-in-browser.ts';
import { signInName, type FreshOutcome } from '../outcome-card.ts';
import type { Setup } from './choose-method.ts';
import { saveSignIn } from './save-sign-in.ts';

const requestTimeoutMs = 20_000;

/** Failures of the sign-in itself: only another one helps. */
const rejections: ReadonlySet<FailureKind> = new Set([
  'credential-rejected',
  'credential-expired',
  'credential-missing',
]);

/**
 * Asks for a sign-in until one works or the user insists on it, and saves it. Undefined if it was
 * saved without a test. Throws `cancelled` if the user gives up.
 */
export async function pasteSignIn(setup: Setup): Promise<FreshOutcome | undefined> {
  const { context, dialogue } = setup;
  for (;;) {
    const credential = await askForSignIn(setup);
    const result = await testSignIn(setup, credential);
    if (result === 'another') continue;
    const outcome = result === 'untested' ? undefined : result;
    if (outcome !== undefined)
      dialogue.say('good', context.messages.setup.accepted(signInName(outcome, context)));
    await saveSignIn(setup, credential);
    return outcome;
  }
}

async function askForSignIn({ context, app, dialogue }: Setup): Promise<PastedCredential> {
  const words = context.messages.setup;
  const { host, pathname } = loginPage(app, 'console');
  const page = host + pathname;
  for (;;) {
    const raw = await dialogue.askHidden(words.askPaste(page), words.characters);
    const paste = recognisePaste(raw, context.host.clock.now());
    if (paste.kind === 'credential') return paste.credential;
    dialogue.say('bad', words.refused[paste.reason]);
  }
}

/** Fetches usage with the pasted sign-in only. If Kimi can't be reached, the user decides. */
async function testSignIn(
  { context, app, dialogue }: Setup,
  credential: PastedCredential,
): Promise<FreshOutcome | 'another' | 'untested'> {
  const { messages, signal } = context;
  const words = messages.setup;
  const { kind, secret } = credential;
  dialogue.say('plain', words.asking(words.pasted[kind](secret.hint())));
  for (;;) {
    const outcome = await app.tryPasted(credential, { timeoutMs: requestTimeoutMs, signal });
    if (outcome.kind === 'fresh') return outcome;
    const { failure } = outcome;
    if (failure.kind === 'cancelled') throw new Failure('cancelled', 'cancelled by the user');
    if (rejections.has(failure.kind)) {
      dialogue.say(
        'bad',
        `${words.rejected[kind]}${messages.failures.between}${words.nothingSaved}`,
      );
      return 'another';
    }
    dialogue.say('bad', failureWords(failure, messages).what);
    const next = await dialogue.choose(words.outage, [
      { value: 'again', label: words.tryAgain },
      { value: 'untested', label: words.saveAnyway },
      { value: 'another', label: words.pasteOther },
    ]);
    if (next !== 'again') return next;
    dialogue.say('plain', words.looking);
  }
}
