import { recognisePaste } from '../../../app/pasted.ts';
import { Failure, type FailureKind } from '../../../domain/failure.ts';
import type { PastedCredential } from '../../../domain/pasted-credential.ts';
import { failureWords } from '../../../present/failure-text.ts';
import { signInName } from '../outcome-card.ts';
import type { Answered, Guide, Settled } from './guide.ts';
import { saveSignIn } from './save-sign-in.ts';

const answerMs = 20_000;

/** Kinds that say that this sign-in is no good, so that another one is wanted. */
const refusing: ReadonlySet<FailureKind> = new Set([
  'credential-rejected',
  'credential-expired',
  'credential-missing',
]);

/** Asks for a sign-in until one works or is saved untried, and saves it. Throws `cancelled` when the person gives up. */
export async function pasteSignIn(guide: Guide): Promise<Settled> {
  const { context, dialogue } = guide;
  for (;;) {
    const credential = await askForSignIn(guide);
    const tried = await tryOut(guide, credential);
    if (tried === 'another') continue;
    if (tried !== 'untried')
      dialogue.say('good', context.messages.setup.accepted(signInName(tried, context)));
    await saveSignIn(guide, credential);
    return tried === 'untried' ? {} : { outcome: tried };
  }
}

async function askForSignIn({ context, dialogue }: Guide): Promise<PastedCredential> {
  const words = context.messages.setup;
  for (;;) {
    const raw = await dialogue.askHidden(words.askPaste, words.characters);
    const paste = recognisePaste(raw, context.host.clock.now());
    if (paste.kind === 'credential') return paste.credential;
    dialogue.say('bad', words.refused[paste.reason]);
  }
}

/** Asks Kimi with the pasted sign-in alone. */
async function tryOut(
  { context, app, dialogue }: Guide,
  credential: PastedCredential,
): Promise<Answered | 'another' | 'untried'> {
  const { messages, signal } = context;
  const words = messages.setup;
  const { kind, secret } = credential;
  dialogue.say('plain', words.asking(words.pasted[kind](secret.hint())));
  for (;;) {
    const outcome = await app.tryPasted(credential, { timeoutMs: answerMs, signal });
    if (outcome.kind === 'fresh') return outcome;
    const { failure } = outcome;
    if (failure.kind === 'cancelled') throw new Failure('cancelled', 'the person gave up');
    if (refusing.has(failure.kind)) {
      dialogue.say(
        'bad',
        `${words.rejected[kind]}${messages.failures.between}${words.nothingSaved}`,
      );
      return 'another';
    }
    dialogue.say('bad', failureWords(failure, messages).what);
    const next = await dialogue.choose(words.outage, [
      { value: 'again', label: words.tryAgain },
      { value: 'untried', label: words.saveAnyway },
      { value: 'another', label: words.pasteOther },
    ]);
    if (next !== 'again') return next;
    dialogue.say('plain', words.looking);
  }
}
