import { Failure } from '../../domain/failure.ts';

/** Real answers are six levels deep. */
const depthLimit = 64;

/**
 * The JSON value of an answer. Throws `unreadable-answer`: `too-deep` for nesting that no honest answer has, `not-json`
 * otherwise. The parser's own error is left out on purpose: its message quotes the body.
 */
export function parseAnswer(text: string): unknown {
  if (depthOf(text) > depthLimit) {
    throw new Failure('unreadable-answer', 'the answer is nested too deeply', { detail: { code: 'too-deep' } });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('unreadable-answer', 'the answer is not JSON', { detail: { code: 'not-json' } });
  }
}

/** Counts brackets outside of strings, before anything is built from them. One pass: a pattern could be made to go over it again and again. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString && sign === '\\') at += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === '[' || sign === '{')) deepest = Math.max(deepest, (depth += 1));
    else if (!inString && (sign === ']' || sign === '}')) depth -= 1;
  }
  return deepest;
}
