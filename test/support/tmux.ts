import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { programPath } from './run-program.ts';
import { eventually } from './until.ts';

/** A terminal that runs the built program, and the keys to use it. */
export type TmuxTerminal = {
  /** The screen, with everything that has scrolled off it. */
  screen(): Promise<string>;
  /** The same with colour codes. */
  colours(): Promise<string>;
  /** Whether the cursor is visible. */
  cursorShows(): Promise<boolean>;
  /**
   * Waits until the text is on the screen, `times` times, and returns the screen. Rejects with the
   * screen if it never is.
   */
  shows(text: string, times?: number): Promise<string>;
  /** Types the text literally. */
  type(text: string): Promise<void>;
  /** Presses keys by tmux's names: `Enter`, `Down`, `Escape`, `C-c`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Pastes as terminals do: bracketed if the program asked for that. */
  paste(text: string): Promise<void>;
  /** Waits for the program's end and returns its exit code. */
  ended(): Promise<number>;
};

/** Why tests with such a terminal cannot run here; false if they can. */
export const tmuxIsMissing =
  spawnSync('tmux', ['-V']).status === 0 ? false : 'tmux is not installed';

const exitMark = '[exit code ';

type TmuxOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  readonly columns?: number | undefined;
  /** The program to run instead of the built one. */
  readonly command?: readonly string[];
  /** The folder that it runs in. */
  readonly cwd?: string;
};

/** Opens one without the user's tmux server or tmux.conf. It is closed after the test. */
export async function openTmux(
  t: Pick<TestContext, 'after'>,
  args: readonly string[],
  { env, home, columns = 90, command = [process.execPath, programPath], cwd = '.' }: TmuxOptions,
): Promise<TmuxTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-tmux-'));
  const socket = join(folder, 'tmux');
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    ...env,
  };
  const tmux = async (...words: readonly string[]): Promise<string> =>
    (
      await promisify(execFile)('tmux', ['-u', '-S', socket, '-f', '/dev/null', ...words], {
        env: environment,
      })
    ).stdout;
  const size = ['-x', String(columns), '-y', '50'];
  // The exit code is printed on the screen, since tmux loses it now and then.
  const script = `trap : INT; "$@"; echo "${exitMark}$?]"; exec sleep 600`;
  await tmux(
    'new-session',
    '-d',
    ...size,
    '-c',
    cwd,
    '--',
    'sh',
    '-c',
    script,
    'sh',
    ...command,
    ...args,
  );
  t.after(async () => {
    await tmux('kill-server');
    rmSync(folder, { recursive: true, force: true });
  });

  const screen = () => tmux('capture-pane', '-p', '-S', '-');
  const exitCode = (shown: string): number | undefined => {
    const code = shown.split(exitMark)[1]?.split(']')[0];
    return code === undefined ? undefined : Number(code);
  };
  const waitFor = async <T>(found: (shown: string) => T | undefined, what: string): Promise<T> => {
    let shown = '';
    const read = async (): Promise<T | undefined> => {
      shown = await screen();
      const value = found(shown);
      if (value === undefined && exitCode(shown) !== undefined)
        throw new Error(`the program ended without ${what}`);
      return value;
    };
    return await eventually(read, what).catch((error: unknown) => {
      throw new Error(`${String(error)}; the screen:\n${shown}`, { cause: error });
    });
  };
  return {
    screen,
    colours: () => tmux('capture-pane', '-p', '-e', '-S', '-'),
    cursorShows: async () => (await tmux('display-message', '-p', '#{cursor_flag}')).trim() === '1',
    shows: (text, times = 1) =>
      waitFor((shown) => (shown.split(text).length > times ? shown : undefined), text),
    type: async (text) => void (await tmux('send-keys', '-l', text)),
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    paste: async (text) => void (await tmux('set-buffer', text, ';', 'paste-buffer', '-p')),
    ended: () => waitFor(exitCode, 'the end'),
  };
}
