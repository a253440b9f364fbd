import { spawnSync } from 'node:child_process';

/** The shells of this machine that must run KimiBar's script, each as a command. */
export const shells: readonly (readonly string[])[] = [
  ['sh'],
  ['dash'],
  ['bash'],
  ['busybox', 'ash'],
].filter(([program = '', ...args]) => spawnSync(program, [...args, '-c', ':']).status === 0);

export type ShellRun = {
  readonly shell: readonly string[];
  readonly script: string;
  readonly target: string;
  /** What the shell takes for the present time. */
  readonly nowMs: number;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | undefined;
};

/** Runs the script of a status line at a given time. */
export function runShellLine({ shell, script, target, nowMs, env, input = '' }: ShellRun) {
  const [program = '', ...args] = shell;
  // Without `unset`, bash and busybox would set it again.
  const run = 'unset EPOCHSECONDS; EPOCHSECONDS=$1; shift; . "$0"';
  const words = [...args, '-c', run, script, String(Math.floor(nowMs / 1000)), target];
  const { status, stdout, stderr } = spawnSync(program, words, { env, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}
