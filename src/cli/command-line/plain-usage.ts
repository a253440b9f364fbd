import { parseArgs } from 'node:util';
import type { Messages } from '../../present/messages/en.ts';
import type { UsageOptions } from '../commands/usage.ts';
import type { CommonOptions } from './program-tools.ts';
import { languageName } from './option-values.ts';
import {
  defaultMaxAgeMs,
  defaultTimeoutMs,
  usageValues,
  usageWish,
  withoutTalk,
} from './usage-flags.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const options = {
  json: flag,
  'json-only': flag,
  pretty: flag,
  refresh: flag,
  'all-accounts': flag,
  format: text,
  provider: text,
  source: text,
  account: text,
  'max-age': text,
  timeout: text,
  config: text,
  lang: text,
  'no-color': flag,
  verbose: { type: 'boolean', short: 'v' },
} as const;

export type PlainUsage = { readonly common: CommonOptions; readonly wish: UsageOptions };

/**
 * `kimibar` and `kimibar usage` with flags and values that mean something, which is what nearly every run says: read without
 * the whole command line, which takes a third of such a run to load and build. Undefined for all else: the command line is
 * there to help, to guess and to complain.
 */
export function readPlainUsage(
  argv: readonly string[],
  messages: Messages,
): PlainUsage | undefined {
  try {
    return parse(argv[0] === 'usage' ? argv.slice(1) : argv, messages);
  } catch {
    return undefined;
  }
}

function parse(args: readonly string[], messages: Messages): PlainUsage | undefined {
  const { values, tokens } = parseArgs({ args, options, allowPositionals: false, tokens: true });
  // Of two values the last one counts, but the first may be one to complain of.
  const names = tokens.map((token) => (token.kind === 'option' ? token.name : token.kind));
  if (new Set(names).size < names.length || names.includes('option-terminator')) return undefined;
  const { provider, lang, account, config, format = 'text', source, timeout, verbose } = values;
  const maxAge = values['max-age'];
  const read = usageValues(messages);
  if (provider !== undefined) read.provider(provider);
  if (lang !== undefined) languageName('--lang', messages)(lang);
  const given = {
    color: values['no-color'] !== true,
    verbose: verbose === true,
    config,
    format: read.format(format),
    json: values.json === true,
    jsonOnly: values['json-only'] === true,
    pretty: values.pretty === true,
    source: source === undefined ? undefined : read.source(source),
    account,
    allAccounts: values['all-accounts'] === true,
    refresh: values.refresh === true,
    maxAge: maxAge === undefined ? defaultMaxAgeMs : read.maxAge(maxAge),
    timeout: timeout === undefined ? defaultTimeoutMs : read.timeout(timeout),
  };
  return { common: withoutTalk(given), wish: usageWish(given, maxAge !== undefined) };
}
