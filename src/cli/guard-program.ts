import { Option, type Command } from 'commander';
import type { Messages } from '../present/messages/en.ts';
import type { Act, CommonOptions } from './command-line.ts';
import { oneOf, percentage, seconds, span } from './option-values.ts';

const windows = ['session', 'weekly', 'monthly', 'any'] as const;

type GuardFlags = CommonOptions & {
  readonly minRemaining: number;
  readonly window: (typeof windows)[number];
  readonly json?: boolean;
  readonly pretty?: boolean;
  readonly timeout: number;
  readonly failOpen?: boolean;
  readonly wait?: boolean;
  readonly maxWait: number;
};

/** `guard` with its flags. */
export function addGuardCommand(command: Command, { messages, act }: { messages: Messages; act: Act }): void {
  const { options } = messages.help;
  command
    .addOption(
      new Option('--min-remaining <percent>', options.minRemaining).default(10, '10').argParser(percentage('--min-remaining', messages)),
    )
    .addOption(
      new Option('--window <window>', options.window)
        .choices(windows)
        .default('any')
        .argParser(oneOf('--window', windows, messages)),
    )
    .option('--json', options.asJson)
    .option('--pretty', options.pretty)
    .addOption(
      new Option('--timeout <seconds>', options.timeout)
        .default(20_000, '20')
        .argParser(seconds('--timeout', { min: 0.1, max: 3600 }, messages)),
    )
    .option('--fail-open', options.failOpen)
    .option('--wait', options.wait)
    .addOption(new Option('--max-wait <span>', options.maxWait).default(6 * 3_600_000, '6h').argParser(span('--max-wait', messages)))
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
      act(given, async (context) => (await import('./commands/guard.ts')).runGuard(context, wish));
    });
}
