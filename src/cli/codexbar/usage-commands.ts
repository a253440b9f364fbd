import { runUsage, type UsageOptions } from '../commands/usage.ts';
import { defineCommand, type Command, type Values } from '../command-line/command.ts';
import {
  accountFlags,
  formatFlags,
  jsonOnlyFlag,
  timeoutFlag,
} from '../command-line/common-flags.ts';
import type { Flags } from '../command-line/flag.ts';
import { seconds, wholeNumber } from '../command-line/value-types.ts';
import type { CommandContext } from '../command-context.ts';
import { displayFlags, providerFlag, sourceFlag } from './codexbar-flags.ts';

/** As for `kimibar usage`, whose code every run has loaded already. */
const maxAgeMs = 30_000;

const readingFlags = {
  ...displayFlags,
  ...providerFlag,
  ...sourceFlag,
  web: { summary: 'webSource' },
  webTimeout: {
    summary: 'webTimeout',
    value: 'seconds',
    type: seconds({ min: 0.1, max: 86_400 }),
  },
  ...timeoutFlag,
  ...accountFlags,
  accountIndex: {
    summary: 'accountIndex',
    value: 'number',
    type: wholeNumber({ min: 1, max: 1000 }),
  },
} as const satisfies Flags;

export const usage: Command = defineCommand({
  name: 'usage',
  summary: 'usage',
  isHidden: true,
  flags: { ...formatFlags, ...jsonOnlyFlag, ...readingFlags },
  async run(context, values) {
    const { format, json, jsonOnly, pretty } = values;
    return runUsage(context, {
      ...(await readingOptions(context, values)),
      format: json || jsonOnly ? 'json' : format,
      pretty,
    });
  },
});

export const cards: Command = defineCommand({
  name: 'cards',
  summary: 'codexbar cards',
  isHidden: true,
  flags: { ...readingFlags, brief: { summary: 'ignored' } },
  async run(context, values) {
    const options = await readingOptions(context, values);
    return runUsage(context, { ...options, format: 'text', pretty: false });
  },
});

async function readingOptions(
  context: CommandContext,
  values: Values<typeof readingFlags, unknown>,
): Promise<Omit<UsageOptions, 'format' | 'pretty'>> {
  const { account, accountIndex, allAccounts, timeout, webTimeout } = values;
  const source = values.web ? 'web' : values.source;
  return {
    source,
    account: account ?? (await accountAt(context, accountIndex)),
    allAccounts,
    refresh: false,
    maxAgeMs,
    acceptsDaemonUsage: true,
    // CodexBar limits only its web requests by it.
    timeoutMs: source === 'web' ? (webTimeout ?? timeout) : timeout,
  };
}

async function accountAt(
  context: CommandContext,
  index: number | undefined,
): Promise<string | undefined> {
  if (index === undefined) return undefined;
  return (await import('./account-at.ts')).accountAt(context, index);
}
