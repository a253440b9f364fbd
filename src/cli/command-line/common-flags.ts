import { languages } from '../../domain/language.ts';
import type { Flags, FlagValues, ValueType } from './flag.ts';
import { accountName, oneOf, path, seconds, wholeNumber } from './value-types.ts';

/**
 * `zh`, `zh_CN.UTF-8` and `en-GB` are accepted as well. The language itself is chosen before
 * parsing.
 */
const language: ValueType<string> = {
  choices: languages,
  parse: (typed) => (/^(en|zh|auto)([-_.@]|$)/i.test(typed.trim()) ? typed : undefined),
  allowed: () => languages.join(', '),
};

/** The flags of every command. */
export const commonFlags = {
  color: { summary: 'noColor', default: true },
  config: { summary: 'config', value: 'path', type: path },
  lang: { summary: 'lang', value: 'language', type: language },
  verbose: { summary: 'verbose', short: 'v' },
  help: { summary: 'help', short: 'h' },
} as const satisfies Flags;

export type CommonValues = FlagValues<typeof commonFlags>;

/** Accepted everywhere, and listed in the help of the program only. */
export const versionFlag = { version: { summary: 'version', short: 'V' } } as const satisfies Flags;

// Flags that several commands share.

export const accountFlag = {
  account: { summary: 'account', value: 'name', type: accountName },
} as const satisfies Flags;

/** For commands that can show several accounts. */
export const accountFlags = {
  ...accountFlag,
  allAccounts: { summary: 'allAccounts' },
} as const satisfies Flags;

/** JSON, and nothing else on stderr but errors. */
export const jsonOnlyFlag = { jsonOnly: { summary: 'jsonOnly' } } as const satisfies Flags;

export const jsonFlag = { json: { summary: 'asJson' } } as const satisfies Flags;

/** 0 is any free port. */
export const portFlag = {
  port: { summary: 'port', value: 'port', type: wholeNumber({ min: 0, max: 65_535 }) },
} as const satisfies Flags;

/** The deadline of the whole command, in milliseconds once parsed. */
export const timeoutFlag = {
  timeout: {
    summary: 'timeout',
    value: 'seconds',
    type: seconds({ min: 0.1, max: 3600 }),
    default: '20',
  },
} as const satisfies Flags;

/** The flags of every command that prints usage. */
export const formatFlags = {
  format: {
    summary: 'format',
    value: 'format',
    type: oneOf(['text', 'json', 'toon']),
    default: 'text',
  },
  json: { summary: 'json' },
  plain: { summary: 'plain' },
  pretty: { summary: 'pretty' },
} as const satisfies Flags;

/** The flags of every command that prints a table of the past. */
export const tableFormatFlags = {
  format: {
    summary: 'format',
    value: 'format',
    type: oneOf(['text', 'json', 'csv']),
    default: 'text',
  },
  json: { summary: 'json' },
  pretty: { summary: 'pretty' },
} as const satisfies Flags;
