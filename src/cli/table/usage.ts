import { sourceChoices } from '../../domain/setting-choices.ts';
import type { CoreContext } from '../command-context.ts';
import { runUsage, type UsageOptions } from '../commands/usage.ts';
import { defineCommand, type Command, type Values } from '../command-line/command.ts';
import {
  accountFlags,
  formatFlags,
  jsonOnlyFlag,
  timeoutFlag,
} from '../command-line/common-flags.ts';
import type { Flags } from '../command-line/flag.ts';
import { oneOf, seconds } from '../command-line/value-types.ts';

/** A longer age is a mistake in units. */
const maxSeconds = 31_536_000;

export const usageFlags = {
  ...formatFlags,
  ...jsonOnlyFlag,
  provider: { summary: 'provider', value: 'name', type: oneOf(['kimi']) },
  source: { summary: 'source', value: 'source', type: oneOf(sourceChoices) },
  ...accountFlags,
  refresh: { summary: 'refresh' },
  maxAge: {
    summary: 'maxAge',
    value: 'seconds',
    type: seconds({ min: 0, max: maxSeconds }),
    default: '30',
  },
  ...timeoutFlag,
} as const satisfies Flags;

/** Its code is loaded already: nearly every run is this one. */
export const usage = defineCommand({
  name: 'usage',
  summary: 'usage',
  flags: usageFlags,
  run: (context: CoreContext, values, given) => runUsage(context, usageOptions(values, given)),
});

/**
 * The program with this command only: enough for nearly every run, and faster to load than the
 * whole.
 */
export const usageProgram: Command<CoreContext> = {
  name: 'kimibar',
  commands: [usage],
  defaultCommand: usage,
};

/** Without `--max-age`, the usage that a running daemon keeps fresh is recent enough. */
function usageOptions(
  values: Values<typeof usageFlags, unknown>,
  given: ReadonlySet<string>,
): UsageOptions {
  const { format, json, jsonOnly, plain, pretty, source, account, allAccounts, refresh } = values;
  return {
    format: json || jsonOnly ? 'json' : format,
    plain,
    pretty,
    source,
    account,
    allAccounts,
    refresh,
    maxAgeMs: values.maxAge,
    acceptsDaemonUsage: !given.has('maxAge'),
    timeoutMs: values.timeout,
  };
}
