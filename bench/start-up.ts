import { atMost, milliseconds, type Figure } from './figure.ts';
import { timePairs, type Run } from './paired-runs.ts';

/** A command and the maximum of its ratio to bare Node; without a maximum it is only reported. */
type Command = {
  readonly name: string;
  readonly args: readonly string[];
  readonly goal?: number | undefined;
};

const commands: readonly Command[] = [
  { name: '`--version`', args: ['--version'], goal: 1.25 },
  { name: '`--help`', args: ['--help'] },
  { name: '`usage`, cached, text', args: ['usage', '--max-age', '3600'], goal: 1.9 },
  {
    name: '`usage`, cached, JSON',
    args: ['usage', '--json', '--max-age', '3600'],
    goal: 1.9,
  },
  { name: '`usage`, one request', args: ['usage', '--json', '--max-age', '0'] },
  { name: '`statusline plain`', args: ['statusline', 'plain'], goal: 1.35 },
  { name: '`guard`', args: ['guard', '--min-remaining', '1'] },
  { name: '`history`', args: ['history'] },
  { name: '`config show`', args: ['config', 'show'] },
  { name: '`config validate`', args: ['config', 'validate'] },
  { name: '`cookies`', args: ['cookies'] },
  { name: '`doctor`', args: ['doctor'] },
  { name: '`completion bash`', args: ['completion', 'bash'] },
];

/** From spawn to exit, compared with `node -e 0`. */
export function timeStartUps(
  program: string,
  env: Readonly<Record<string, string>>,
  base: Run,
): readonly Figure[] {
  return commands.map(({ name, args, goal }) => {
    const { medianMs, baseMs, ratio } = timePairs(
      { args: [program, ...args], env },
      base,
      goal === undefined ? 10 : 20,
    );
    return {
      name,
      value: milliseconds(medianMs),
      beside: milliseconds(baseMs),
      ratio,
      goal: goal === undefined ? undefined : atMost(ratio, goal),
    };
  });
}
