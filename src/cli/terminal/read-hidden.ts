import type { Readable } from 'node:stream';
import { nothingTyped, takeKeys, type HiddenText } from './hidden-text.ts';

/** The raw mode of a terminal's input; streams that are no terminal lack it. */
export type RawInput = { readonly isRaw?: boolean | undefined; setRawMode?(raw: boolean): unknown };

type Asking = {
  /** Draws the question. Called once the terminal no longer echoes: whoever sees it may paste. */
  readonly ask: () => void;
  /** Called with the number of characters whenever it changes. */
  readonly show: (characters: number) => void;
  /** Sends the terminal a control sequence that draws nothing. */
  readonly escape: (sequence: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Reads a text that is typed or pasted without being shown; undefined if the user gives up or the
 * signal is aborted.
 */
export async function readHidden(
  input: Readable & RawInput,
  { ask, show, escape, signal }: Asking,
): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  // Bracketed paste: the terminal marks pastes, so that their line breaks differ from the Enter
  // key.
  escape('\u001B[?2004h');
  input.setRawMode?.(true);
  try {
    ask();
    return await typedText(input, show, signal);
  } finally {
    input.pause();
    input.setRawMode?.(false);
    escape('\u001B[?2004l');
  }
}

function typedText(
  input: Readable,
  show: Asking['show'],
  signal: AbortSignal,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let state: HiddenText = nothingTyped;
  return new Promise((resolve) => {
    const end = (text: string | undefined) => {
      input.off('data', take);
      input.off('end', giveUp);
      signal.removeEventListener('abort', giveUp);
      resolve(text);
    };
    const giveUp = () => end(undefined);
    const take = (chunk: Buffer | string) => {
      const keys = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      state = takeKeys(state, keys);
      if (state.end === 'given-up') return giveUp();
      show(state.text.length);
      if (state.end === 'entered') end(state.text);
    };
    input.on('data', take);
    input.on('end', giveUp);
    signal.addEventListener('abort', giveUp);
    input.resume();
  });
}
