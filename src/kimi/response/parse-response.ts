import { Failure } from '../../domain/failure.ts';
import { isNestedDeeper } from '../../domain/json-depth.ts';

/** Real responses are six levels deep. */
const maxDepth = 64;

/**
 * The JSON value of a response. Throws `unreadable-answer`: `too-deep` for nesting that no honest
 * response has, `not-json` otherwise. The parser's own error is dropped: its message quotes the
 * body.
 */
export function parseResponse(text: string): unknown {
  if (isNestedDeeper(text, maxDepth)) {
    throw new Failure('unreadable-answer', 'the response is nested too deeply', {
      detail: { code: 'too-deep' },
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('unreadable-answer', 'the response is not JSON', {
      detail: { code: 'not-json' },
    });
  }
}
