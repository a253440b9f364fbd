import { writeSync } from 'node:fs';
import type { Env } from './host.ts';

/** A terminal taken over as a whole, for as long as something lives on it. */
export type LiveScreen = {
  readonly columns: number;
  readonly rows: number;
  /** Shows these lines from the top; only what changed is written. Lines may hold colours, no other escape codes. */
  draw(lines: readonly string[]): void;
  /** Stops the program as Ctrl-Z does, with the terminal as it was; comes back by itself when it goes on. */
  suspend(): void;
  /** Leaves the terminal as it was found. May be called again. */
  close(): void;
};

export type ScreenListener = {
  /** One key: its character, or its control character (`\u0003` is Ctrl-C, `\u001B` Escape). Arrows and the like are not told. */
  key(character: string): void;
  /** The size changed, or what was drawn is gone: draw anew. */
  refresh(): void;
  /** Nobody is there any more. */
  gone(): void;
};

// The alternate screen with a hidden cursor, and no wrapping: a line too long must not push the others away.
const enterCodes = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[2J';
const leaveCodes = '\u001B[0m\u001B[?7h\u001B[?25h\u001B[?1049l';
/** Terminals that know it show a frame at once; the others ignore it. */
const [beginFrame, endFrame] = ['\u001B[?2026h', '\u001B[?2026l'];
/** In a group that no shell looks after, a stop signal does nothing. */
const notStoppedAfterMs = 200;

/**
 * Takes over the terminal of this process: the main screen, the cursor and the keyboard's mode come back on every way out,
 * a crash, a signal that ends the program and a stop (Ctrl-Z) included. Undefined where stdin or stdout is no terminal that
 * can be drawn on.
 */
export function openLiveScreen(env: Env, listener: ScreenListener): LiveScreen | undefined {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY || env['TERM'] === 'dumb') return undefined;
  let shown: readonly string[] | undefined;
  let isEntered = false;
  let isClosed = false;

  function enter(): void {
    if (isEntered || isClosed) return;
    isEntered = true;
    stdin.setRawMode(true);
    stdin.resume();
    writeNow(enterCodes);
    redraw();
  }

  function leave(): void {
    if (!isEntered) return;
    isEntered = false;
    writeNow(leaveCodes);
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone: there is nothing to put back.
    }
    stdin.pause();
  }

  function redraw(): void {
    shown = undefined;
    listener.refresh();
  }

  /** From outside (`kill -TSTP`) only this process is meant; on Ctrl-Z all that were started together are. */
  function stop(pid: number): void {
    leave();
    process.off('SIGTSTP', stopAlone);
    process.kill(pid, 'SIGTSTP');
    setTimeout(() => isEntered || goOn(), notStoppedAfterMs).unref();
  }

  function stopAlone(): void {
    stop(process.pid);
  }

  function goOn(): void {
    if (isClosed) return;
    process.off('SIGTSTP', stopAlone);
    process.on('SIGTSTP', stopAlone);
    // Whoever was stopped without a word (SIGSTOP) may find the terminal in any state.
    isEntered = false;
    enter();
  }

  function onData(text: string): void {
    // What begins with Escape and goes on is an arrow, a function key or an answer of the terminal.
    if (text.startsWith('\u001B') && text.length > 1) return;
    for (const character of text) if (!isClosed) listener.key(character);
  }

  const onGone = (): void => listener.gone();
  stdin.setEncoding('utf8').on('data', onData).on('end', onGone).on('error', onGone);
  stdout.on('resize', redraw).on('error', onGone);
  process.on('SIGCONT', goOn).on('SIGTSTP', stopAlone).on('exit', close);
  // Before whoever reports the crash, or the report would be lost with the alternate screen.
  process.prependListener('uncaughtException', close);
  enter();

  function close(): void {
    if (isClosed) return;
    leave();
    isClosed = true;
    stdin.off('data', onData).off('end', onGone).off('error', onGone).unref();
    stdout.off('resize', redraw);
    process
      .off('SIGCONT', goOn)
      .off('SIGTSTP', stopAlone)
      .off('exit', close)
      .off('uncaughtException', close);
  }

  return {
    get columns() {
      return stdout.columns || 80;
    },
    get rows() {
      return stdout.rows || 24;
    },
    draw(lines) {
      if (!isEntered) return;
      const changes = changedLines(shown, lines);
      shown = lines;
      if (changes !== '') stdout.write(`${beginFrame}${changes}${endFrame}`);
    },
    suspend: () => stop(0),
    close,
  };
}

/** The codes that turn one screen into another; a screen that is not known is cleared first. */
function changedLines(before: readonly string[] | undefined, after: readonly string[]): string {
  const clear = before === undefined ? '\u001B[2J' : '';
  const rows = Math.max(before?.length ?? 0, after.length);
  // Cleared before it is written: after a line that fills its row the cursor still stands on the last character.
  const changes = Array.from({ length: rows }, (_, row) => {
    const line = after[row] ?? '';
    return line === (before?.[row] ?? '') ? '' : `\u001B[${row + 1};1H\u001B[K${line}`;
  });
  return clear + changes.join('');
}

/** At once: the process may be about to end or to stop. */
function writeNow(text: string): void {
  try {
    writeSync(process.stdout.fd, text);
  } catch {
    // The terminal is gone.
  }
}
