import { Option, type Command } from 'commander';
import { choiceOption, timeoutOption } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';
import { percentage, span } from './option-values.ts';

const windows = ['session', 'weekly', 'monthly', 'any'] as const;

type GuardFlags = CommonOptions & {
  readonly minRemaining: number;
  readonly window: (typeof windows)[number];
  readonly json?: boolean | undefined;
  readonly pretty?: boolean | undefined;
  readonly timeout: number;
  readonly failOpen?: boolean | undefined;
  readonly wait?: boolean | undefined;
  readonly maxWait: number;
};

/** `guard` with its flags. */
export function addGuardCommand(command: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  command
    .addOption(
      new Option('--min-remaining <percent>', options.minRemaining)
        .default(10, '10')
        .argParser(percentage('--min-remaining', messages)),
    )
    .addOption(choiceOption('--window <window>', options.window, windows, messages).default('any'))
    .option('--json', options.asJson)
    .option('--pretty', options.pretty)
    .addOption(timeoutOption(messages))
    .option('--fail-open', options.failOpen)
    .option('--wait', options.wait)
    .addOption(
      new Option('--max-wait <span>', options.maxWait)
        .default(6 * 3_600_000, '6h')
        .argParser(span('--max-wait', messages)),
    )
    .action((given: GuardFlags) => {
      const { minRemaining, window, timeout, maxWait } = given;
      const wish = {
        minimumPercent: minRemaining,
        window,
        timeoutMs: timeout,
        json: given.json === true,
        pretty: given.pretty === true,
        failOpen: given.failOpen === true,
        ...(given.wait === true ? { maxWaitMs: maxWait } : {}),
      };
      act(given, async (context) =>
        (await import('../commands/guard/guard.ts')).runGuard(context, wish),
      );
    });
}
