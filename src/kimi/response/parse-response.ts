import { Failure } from '../../domain/failure.ts';
import { jsonDepth } from '../../domain/json-depth.ts';

/** Real answers are six levels deep. */
const depthLimit = 64;

/**
 * The JSON value of an answer. Throws `unreadable-answer`: `too-deep` for nesting that no honest answer has, `not-json`
 * otherwise. The parser's own error is left out on purpose: its message quotes the body.
 */
export function parseResponse(text: string): unknown {
  if (jsonDepth(text) > depthLimit) {
    throw new Failure('unreadable-answer', 'the answer is nested too deeply', {
      detail: { code: 'too-deep' },
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('unreadable-answer', 'the answer is not JSON', {
      detail: { code: 'not-json' },
    });
  }
}
