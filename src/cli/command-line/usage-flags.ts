import { sourceChoices, type SourceChoice } from '../../domain/setting-choices.ts';
import type { Messages } from '../../present/messages/en.ts';
import type { UsageOptions } from '../commands/usage.ts';
import type { CommonOptions } from './program-tools.ts';
import { oneOf, seconds } from './option-values.ts';

export const formats = ['text', 'json', 'toon'] as const;
/** Longer waits are a mistake in units. */
const longestSeconds = 31_536_000;

export const defaultMaxAgeMs = 30_000;
export const defaultTimeoutMs = 20_000;

/** The flags of everything that prints a reading. */
export type FormatFlags = CommonOptions & {
  readonly format: (typeof formats)[number];
  readonly json?: boolean | undefined;
  readonly jsonOnly?: boolean | undefined;
  readonly pretty?: boolean | undefined;
};

/** The flags of `usage`, as they were given. */
export type UsageFlags = FormatFlags & {
  readonly source?: SourceChoice | undefined;
  readonly account?: string | undefined;
  readonly allAccounts?: boolean | undefined;
  readonly refresh?: boolean | undefined;
  readonly maxAge: number;
  readonly timeout: number;
};

/** What the values of flags mean: each throws a complaint in the words of `messages` where it means nothing. */
export function usageValues(messages: Messages) {
  return {
    format: oneOf('--format', formats, messages),
    provider: oneOf('--provider', ['kimi'], messages),
    source: oneOf('--source', sourceChoices, messages),
    maxAge: seconds('--max-age', { min: 0, max: longestSeconds }, messages),
    timeout: seconds('--timeout', { min: 0.1, max: 3600 }, messages),
  };
}

/** What `usage` is asked for. Where nobody says how old a reading may be, a daemon's will do. */
export function usageWish(given: UsageFlags, isMaxAgeGiven: boolean): UsageOptions {
  const {
    source,
    account,
    allAccounts = false,
    refresh = false,
    maxAge: maxAgeMs,
    timeout: timeoutMs,
  } = given;
  const asked = {
    source,
    account,
  };
  return {
    ...formatOf(given),
    ...asked,
    allAccounts,
    refresh,
    maxAgeMs,
    daemonReadingWillDo: !isMaxAgeGiven,
    timeoutMs,
  };
}

export function formatOf({
  format,
  json,
  jsonOnly,
  pretty,
}: FormatFlags): Pick<UsageOptions, 'format' | 'pretty'> {
  return { format: json === true || jsonOnly === true ? 'json' : format, pretty: pretty === true };
}

/** `--json-only` keeps everything else silent, `-v` too. */
export function withoutTalk(given: FormatFlags): CommonOptions {
  return given.jsonOnly === true ? { ...given, verbose: false } : given;
}
