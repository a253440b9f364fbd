import assert from 'node:assert/strict';
import type { FailureFacts } from '../../src/domain/failure.ts';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { isLostCredential } from '../../src/domain/events/sign-in-events.ts';
import { briefFailure, failureWords } from '../../src/present/failure-text.ts';
import { en, type Messages } from '../../src/present/messages/en.ts';
import { messagesIn } from '../../src/present/messages.ts';
import { shareNumber } from '../../src/present/words/shares.ts';

export type Failed = Extract<UsageOutcome, { kind: 'failed' }>;

/** Faces with room for whole sentences. */
const wordyFaces = /^(?:JSON|TOON|text|watch|tray)\b/;

/** Throws unless the face says what happened and, if it has room, what to do about it. */
export function checkFailureText(
  { failure, lastGood }: Failed,
  { face, text }: { readonly face: string; readonly text: string },
): void {
  const messages = face.endsWith('(zh-CN)') ? messagesIn('zh-CN') : en;
  if (wordyFaces.test(face)) {
    const { what, todo } = failureWords(failure, messages);
    const brief = briefFailure(failure, messages);
    const said = [what, brief, ...verdictsOn(failure, messages)].some((words) =>
      bare(text).includes(bare(words).replace(/[.。]$/, '')),
    );
    assert.ok(said, `does not say what happened: ${text}`);
    // The menu leaves the advice to the dashboard. Beside stale usage the card has a few words; the
    // rest is on stderr.
    const isBrief = face.startsWith('tray') || (lastGood !== undefined && face.startsWith('text'));
    if (todo !== undefined && !isBrief)
      assert.ok(bare(text).includes(bare(todo)), `does not say what to do (${todo}): ${text}`);
  }
  if (face.startsWith('event credential-lost'))
    assert.ok(bare(text).includes(bare(failureWords(failure, messages).what)), text);
  checkFigures(text, lastGood);
}

/**
 * Throws if a percentage is shown that is not in the last good usage; without that, none may be
 * shown.
 */
export function checkFigures(text: string, lastGood: Failed['lastGood']): void {
  const known = (lastGood?.windows ?? []).flatMap(({ usedPercent, split }) =>
    [usedPercent, 100 - usedPercent, split?.codePercent, split?.otherPercent].filter(
      (share) => share !== undefined,
    ),
  );
  const allowed = new Set(
    known.flatMap((share) => [
      shareNumber(share, 'used'),
      shareNumber(share, 'left'),
      String(share),
      String(Math.round(share)),
    ]),
  );
  for (const [shown, share = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s?%/g))
    assert.ok(allowed.has(share), `shows ${shown}: ${text}`);
  if (lastGood === undefined) assert.doesNotMatch(text, /"(?:usedPercent|percentage|used)":/);
}

/** Answers that say what happened as well, in place of the failure's own words. */
function verdictsOn(failure: FailureFacts, { verdict }: Messages): readonly string[] {
  if (failure.kind === 'plan-or-quota-denied') return [verdict.noPlan];
  return isLostCredential(failure) ? [verdict.signedOut, verdict.notSignedIn] : [];
}

/** Faces break lines differently, and JSON escapes quotes. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[\s\\"]/g, '');
}
