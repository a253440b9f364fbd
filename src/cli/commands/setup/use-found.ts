import { failureWords } from '../../../present/failure-text.ts';
import type { Answered, Guide } from './guide.ts';
import type { Way } from './choose-way.ts';

const answerMs = 20_000;
/** A person may have to find a password first. */
const personMs = 120_000;

/** Tries out what is on the machine; undefined, and said why, where Kimi could not be read with it. */
export async function useFound(
  { context, app, dialogue }: Guide,
  way: Extract<Way, 'found' | 'open-up'>,
): Promise<Answered | undefined> {
  const { messages, signal } = context;
  dialogue.say('plain', messages.setup.looking);
  // Only where the person has just said that they want it; then earlier refusals are passed over, too.
  const mayPrompt = way === 'open-up';
  if (mayPrompt) await app.listSessions({ fresh: true, mayPrompt: true, signal });
  const timeoutMs = mayPrompt ? personMs : answerMs;
  const outcome = await app.readUsage({ maxAgeMs: 0, insist: true, mayPrompt, timeoutMs, signal });
  if (outcome.kind === 'fresh') return outcome;
  dialogue.say('bad', failureWords(outcome.failure, messages).what);
  return undefined;
}
