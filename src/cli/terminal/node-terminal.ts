import { decodeText } from '../../host/decode-text.ts';
import type { Env, Platform } from '../../host/host.ts';
import { wrapMessage } from '../../present/words/columns.ts';
import type { Terminal } from '../command-context.ts';
import type { Dialogue, DialogueStreams } from './dialogue.ts';
import { openStandardStream } from './standard-stream.ts';

const stdinLimitBytes = 1024 * 1024;
const maxDots = 16;

/** The terminal of this process. What it can show is decided from its streams and environment. */
export function createNodeTerminal(env: Env, platform: Pick<Platform, 'os'>): Terminal {
  const stdout = openStandardStream(1);
  const stderr = openStandardStream(2);
  return {
    out: (text) => stdout.write(endLine(text)),
    err(text) {
      const columns = stderr.isTty ? stderr.columns() : undefined;
      stderr.write(endLine(columns === undefined ? text : wrapMessage(text, columns)));
    },
    get lostOutput() {
      return stdout.lost;
    },
    get width() {
      return stdout.columns() || Number(env['COLUMNS']) || 80;
    },
    get colour() {
      return colourOf(env, stdout.isTty);
    },
    unicode: showsBlocks(env, platform),
    get isOutputShown() {
      return stdout.isTty;
    },
    get interactive() {
      // In this order, since Node takes 2 ms to set up stdin.
      return stderr.isTty && process.stdin.isTTY === true;
    },
    readStdin,
    askHidden,
  };
}

/**
 * Questions and answers on this terminal. They are drawn on stderr, so that stdout has results
 * only.
 */
export async function openTerminalDialogue(
  options: Pick<DialogueStreams, 'colour' | 'signal'>,
): Promise<Dialogue> {
  const { TerminalDialogue } = await import('./dialogue.ts');
  return new TerminalDialogue({ ...options, input: process.stdin, output: process.stderr });
}

/**
 * `NO_COLOR` (any value, see no-color.org) and `TERM=dumb` request plain text, `FORCE_COLOR`
 * colours even without a terminal. The colours are the terminal theme's own; only `watch` offers
 * KimiBar's palette.
 */
function colourOf(env: Env, isTty: boolean): Terminal['colour'] {
  const isForced = !['', '0', 'false'].includes(env['FORCE_COLOR'] ?? '');
  if ((!isTty && !isForced) || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb')
    return 'none';
  return 'ansi16';
}

/**
 * Block characters need a UTF-8 locale. Without any locale, every current terminal shows them
 * except the kernel's console.
 */
function showsBlocks(env: Env, { os }: Pick<Platform, 'os'>): boolean {
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  // The fonts of the classic Windows console lack eighth blocks; other consoles set one of these.
  if (os === 'win32')
    return (
      ['WT_SESSION', 'TERM_PROGRAM', 'ConEmuTask', 'TERMINUS_SUBLIME'].some((name) => env[name]) ||
      env['TERM'] !== undefined
    );
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return locale === '' || /utf-?8/i.test(locale);
}

async function readStdin(maxBytes = stdinLimitBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) break;
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

/** A pasted text may have several lines, as a copied command has. */
async function askHidden(question: string): Promise<string | undefined> {
  const { readHidden } = await import('./read-hidden.ts');
  const show = (characters: number): void =>
    void process.stderr.write(`\r\u001B[2K${question}${'•'.repeat(Math.min(characters, maxDots))}`);
  const text = await readHidden(process.stdin, {
    ask: () => show(0),
    show,
    escape: (sequence) => void process.stderr.write(sequence),
    // Ctrl-C is a key while nothing is shown.
    signal: new AbortController().signal,
  });
  process.stderr.write('\n');
  return text;
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
