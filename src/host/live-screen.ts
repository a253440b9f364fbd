import { writeSync } from 'node:fs';
import type { Env } from './host.ts';

export type ScreenListener = {
  /** One typed character or control character (`\u0003` is Ctrl-C). Arrows and function keys are dropped. */
  key(character: string): void;
  /** The size changed or the screen was lost: everything must be drawn again. */
  refresh(): void;
  /** The terminal is gone. */
  gone(): void;
};

// The alternate screen, cursor hidden, no wrapping: a line that is too long must not move the others.
const enterCodes = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[2J';
const leaveCodes = '\u001B[0m\u001B[?7h\u001B[?25h\u001B[?1049l';
/** Synchronized output: terminals that support it show a frame at once, the others ignore it. */
const [beginFrame, endFrame] = ['\u001B[?2026h', '\u001B[?2026l'];
/** In an orphaned process group a stop signal has no effect, so there is no SIGCONT either. */
const stopTimeoutMs = 200;

/**
 * Takes over this process's terminal. Undefined if stdin or stdout is not a terminal that can be
 * drawn on.
 */
export function openLiveScreen(env: Env, listener: ScreenListener): LiveScreen | undefined {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY || env['TERM'] === 'dumb') return undefined;
  return new LiveScreen(listener);
}

/**
 * The whole terminal of this process. Main screen, cursor and keyboard mode are restored however
 * it ends: by `close`, a crash, a signal that ends the program, or while it is stopped (Ctrl-Z).
 */
export class LiveScreen {
  readonly #listener: ScreenListener;
  #shown: readonly string[] | undefined;
  #isEntered = false;
  #isClosed = false;

  constructor(listener: ScreenListener) {
    this.#listener = listener;
    process.stdin.setEncoding('utf8').on('data', this.#onData);
    process.stdin.on('end', this.#onGone).on('error', this.#onGone);
    process.stdout.on('resize', this.#redraw).on('error', this.#onGone);
    process.on('SIGCONT', this.#onContinue).on('SIGTSTP', this.#onStop).on('exit', this.#onExit);
    // First of all listeners: a report of the crash would be lost with the alternate screen.
    process.prependListener('uncaughtException', this.#onExit);
    this.#enter();
  }

  get columns(): number {
    return process.stdout.columns || 80;
  }

  get rows(): number {
    return process.stdout.rows || 24;
  }

  /** Shows these lines from the top; writes only what changed. Colours are the only codes allowed. */
  draw(lines: readonly string[]): void {
    if (!this.#isEntered) return;
    const changes = changedLines(this.#shown, lines);
    this.#shown = lines;
    if (changes !== '') process.stdout.write(`${beginFrame}${changes}${endFrame}`);
  }

  /** Stops the program, as Ctrl-Z does. The screen comes back when the program continues. */
  suspend(): void {
    // 0: all processes of the group, which were started together.
    this.#stop(0);
  }

  /** Restores the terminal. May be called again. */
  close(): void {
    if (this.#isClosed) return;
    this.#leave();
    this.#isClosed = true;
    const { stdin, stdout } = process;
    stdin.off('data', this.#onData).off('end', this.#onGone).off('error', this.#onGone).unref();
    stdout.off('resize', this.#redraw);
    process.off('SIGCONT', this.#onContinue).off('SIGTSTP', this.#onStop);
    process.off('exit', this.#onExit).off('uncaughtException', this.#onExit);
  }

  readonly #onData = (text: string): void => {
    // Escape with more behind it is an arrow, a function key or a response of the terminal.
    if (text.startsWith('\u001B') && text.length > 1) return;
    for (const character of text) if (!this.#isClosed) this.#listener.key(character);
  };

  readonly #onGone = (): void => this.#listener.gone();

  readonly #redraw = (): void => {
    this.#shown = undefined;
    this.#listener.refresh();
  };

  /** `kill -TSTP` stops only this process. */
  readonly #onStop = (): void => this.#stop(process.pid);

  readonly #onContinue = (): void => {
    if (this.#isClosed) return;
    process.off('SIGTSTP', this.#onStop).on('SIGTSTP', this.#onStop);
    // After SIGSTOP, which cannot be handled, the terminal may be in any state.
    this.#isEntered = false;
    this.#enter();
  };

  readonly #onExit = (): void => this.close();

  #enter(): void {
    if (this.#isEntered || this.#isClosed) return;
    this.#isEntered = true;
    process.stdin.setRawMode(true);
    process.stdin.resume();
    writeNow(enterCodes);
    this.#redraw();
  }

  #leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    writeNow(leaveCodes);
    try {
      process.stdin.setRawMode(false);
    } catch {
      // The terminal is gone: there is nothing to restore.
    }
    process.stdin.pause();
  }

  #stop(pid: number): void {
    this.#leave();
    process.off('SIGTSTP', this.#onStop);
    process.kill(pid, 'SIGTSTP');
    setTimeout(() => this.#isEntered || this.#onContinue(), stopTimeoutMs).unref();
  }
}

/** The codes that turn one screen into another; an unknown screen is cleared first. */
function changedLines(before: readonly string[] | undefined, after: readonly string[]): string {
  const clear = before === undefined ? '\u001B[2J' : '';
  const rows = Math.max(before?.length ?? 0, after.length);
  // Cleared before writing: after a full row the cursor is still on its last character.
  const changes = Array.from({ length: rows }, (_, row) => {
    const line = after[row] ?? '';
    return line === (before?.[row] ?? '') ? '' : `\u001B[${row + 1};1H\u001B[K${line}`;
  });
  return clear + changes.join('');
}

/** Synchronous, because the process may be about to end or stop. */
function writeNow(text: string): void {
  try {
    writeSync(process.stdout.fd, text);
  } catch {
    // The terminal is gone.
  }
}
