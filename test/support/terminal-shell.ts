import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { programPath } from './run-program.ts';
import { eventually } from './until.ts';

/** A terminal with a shell in it, to see what a program leaves behind. */
export type TerminalShell = {
  /** The lines on the screen, without blanks at their ends; with colour codes if `colours`. */
  screen(options?: { readonly colours?: boolean | undefined }): Promise<string[]>;
  /**
   * Waits until `pleases` returns true for the screen, and returns the screen. Rejects with the
   * screen if it never does.
   */
  waitFor(pleases: (text: string) => boolean, what: string): Promise<string[]>;
  /**
   * Runs a command line in the home. `kimibar` is the built program; the file `pid` has its process
   * id.
   */
  run(line: string): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** Whether the alternate screen is on, and the cursor visible. */
  state(): Promise<{ readonly alternate: boolean; readonly cursor: boolean }>;
};

/**
 * Opens a shell in tmux, without the user's tmux server or settings. It is closed after the test.
 */
export async function openTerminalShell(
  t: Pick<TestContext, 'after'>,
  {
    env,
    home,
    columns,
    rows,
  }: { env: Readonly<Record<string, string>>; home: string; columns: number; rows: number },
): Promise<TerminalShell> {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-test-'));
  const socket = join(folder, 'tmux');
  // Not typed: what is typed while the shell starts may be lost. Debian's own file sets a prompt.
  const startFile = join(folder, 'bashrc');
  writeFileSync(
    startFile,
    `PS1='> '\nkimibar() { sh -c 'echo $$ > pid; exec "$@"' - '${process.execPath}' '${programPath}' "$@"; }\n`,
  );
  const path = process.env['PATH'] ?? '';
  const environment = {
    PATH: path,
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    ENV: '',
    ...env,
  };
  const tmux = async (...words: readonly string[]): Promise<string> =>
    (
      await promisify(execFile)('tmux', ['-u', '-S', socket, '-f', '/dev/null', ...words], {
        env: environment,
      })
    ).stdout;
  await tmux(
    'new-session',
    '-d',
    '-c',
    home,
    '-x',
    String(columns),
    '-y',
    String(rows),
    '--',
    'bash',
    '--noprofile',
    '--rcfile',
    startFile,
    '-i',
  );
  t.after(async () => {
    await tmux('kill-server');
    rmSync(folder, { recursive: true });
  });

  const screen = async ({ colours = false } = {}): Promise<string[]> =>
    (await tmux('capture-pane', '-p', ...(colours ? ['-e'] : []))).replace(/\n$/, '').split('\n');
  const waitFor = async (pleases: (text: string) => boolean, what: string): Promise<string[]> => {
    let lines: string[] = [];
    const read = async (): Promise<string[] | undefined> => {
      lines = await screen();
      return pleases(lines.join('\n')) ? lines : undefined;
    };
    return await eventually(read, what).catch((error: unknown) => {
      throw new Error(`${String(error)}; the screen:\n${lines.join('\n')}`, { cause: error });
    });
  };
  await waitFor((text) => text.trim() === '>', 'the shell');
  return {
    screen,
    waitFor,
    async run(line) {
      await tmux('send-keys', '-l', line);
      await tmux('send-keys', 'Enter');
    },
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    resize: async (width, height) =>
      void (await tmux('resize-window', '-x', String(width), '-y', String(height))),
    async state() {
      const [cursor, alternate] = (
        await tmux('display-message', '-p', '#{cursor_flag} #{alternate_on}')
      )
        .trim()
        .split(' ');
      return { alternate: alternate === '1', cursor: cursor === '1' };
    },
  };
}
