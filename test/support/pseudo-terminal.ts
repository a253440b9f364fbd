import { spawn, spawnSync } from 'node:child_process';
import { programPath } from './run-program.ts';

const hasTerminal = spawnSync('script', ['--version']).status === 0;

/** Skips a test where no terminal can be created. */
export const onTerminal = {
  skip: !hasTerminal && "needs util-linux's script for a pseudo terminal",
};

/**
 * The output of a program, by default the built one, on a terminal with that many columns, with escape codes. The
 * terminal is created by util-linux's `script`, which every Debian has.
 */
export async function runOnTerminal(
  args: readonly string[],
  {
    env,
    home,
    columns,
    program = programPath,
  }: {
    env: Readonly<Record<string, string>>;
    home: string;
    columns: number;
    program?: string | undefined;
  },
): Promise<{ exitCode: number | null; shown: string }> {
  const words = [process.execPath, program, ...args].map(
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
  );
  const command = `stty cols ${columns}; exec ${words.join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      TERM: 'xterm-256color',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const exitCode = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  return { exitCode, shown };
}
