import { valueAt } from '../../../config/json-path.ts';
import { loadSettings, type LoadedSettings, type Origin } from '../../../config/load-settings.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import { readSecret } from '../../../config/setting.ts';
import { settingPath, settingsBySection, type SettingRow } from '../../../config/settings-table.ts';
import type { AccountSettings } from '../../../config/account-settings.ts';
import { keyringId, secretHint } from '../../../domain/keyring-key.ts';
import { Secret } from '../../../domain/secret.ts';
import type { Env } from '../../../host/host.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import { displayWidth, padAfter } from '../../../present/words/columns.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { wantsJson, type FormatOption } from './config-options.ts';
import { pathInUse, printableJson } from './config-file.ts';

const maxValueLength = 1000;
const maxColumnWidth = 40;

/** A value that may be printed. */
type Shown =
  | { readonly kind: 'word'; readonly word: string | boolean | undefined }
  | { readonly kind: 'secret'; readonly secret: Secret | undefined }
  | { readonly kind: 'account'; readonly account: AccountSettings }
  | { readonly kind: 'rules'; readonly count: number };

type Line = { readonly name: string; readonly shown: Shown; readonly origin: Origin };

/**
 * `config show`: every setting in force with its origin; of secrets only the last four
 * characters.
 */
export async function configShow(ctx: CommandContext, options: FormatOption): Promise<number> {
  const json = wantsJson(ctx, options);
  const loaded = await loadSettings(ctx.host, { path: pathInUse(ctx) });
  const lines = settingsBySection.flatMap((row) => linesOf(row, loaded, ctx.host.env));
  ctx.terminal.out(
    json ? printableJson(recordOf(loaded, lines)) : textOf(loaded, lines, ctx.messages.config),
  );
  return 0;
}

function linesOf(row: SettingRow, { settings, origins }: LoadedSettings, env: Env): Line[] {
  const { name, shown } = row;
  const origin = origins[name];
  if (shown === 'if-set' && origin.from === 'default') return [];
  if (name === 'accounts')
    return settings.provider.accounts.map((account) => ({
      name: `accounts.${account.name}`,
      shown: { kind: 'account', account },
      origin,
    }));
  if (name === 'hooks.rules')
    return [{ name, shown: { kind: 'rules', count: settings.hooks.rules.length }, origin }];
  const value = valueAt(settings, settingPath(row));
  if (row.isSecret === true) return [secretLine(row, { secret: secretIn(value), origin }, env)];
  const viewed = row.view(value);
  const word = viewed === undefined || typeof viewed === 'boolean' ? viewed : row.format(viewed);
  return [{ name, shown: { kind: 'word', word }, origin }];
}

function secretIn(value: unknown): Secret | undefined {
  return value instanceof Secret ? value : undefined;
}

/** The file's secret wins over the environment's, as it does for the credential sources. */
function secretLine(
  { name, credentialVariables = [] }: SettingRow,
  { secret, origin }: { readonly secret: Secret | undefined; readonly origin: Origin },
  env: Env,
): Line {
  const variable = credentialVariables.find((each) => readEnvValue(env, each) !== undefined);
  if (secret !== undefined || variable === undefined)
    return { name, shown: { kind: 'secret', secret }, origin };
  return {
    name,
    shown: { kind: 'secret', secret: readSecret(readEnvValue(env, variable)) },
    origin: { from: 'environment', variable },
  };
}

function textOf(
  { path, fileExists }: LoadedSettings,
  lines: readonly Line[],
  words: Messages['config'],
): string {
  const cells = lines.map(
    ({ name, shown, origin }) =>
      [cleanText(name), valueText(shown, words), originText(origin, words)] as const,
  );
  const widths = [0, 1].map((column) =>
    Math.max(...cells.map((row) => fittingWidth(row[column] ?? ''))),
  );
  const rows = cells.map(
    ([name, value, origin]) =>
      `  ${padAfter(name, widths[0] ?? 0)}  ${padAfter(value, widths[1] ?? 0)}  ${origin}`,
  );
  return [words.fileHeading(path, fileExists), ...rows].join('\n');
}

/** A long list does not move the origins of all other values. */
function fittingWidth(cell: string): number {
  const width = displayWidth(cell);
  return width > maxColumnWidth ? 0 : width;
}

function valueText(shown: Shown, words: Messages['config']): string {
  if (shown.kind === 'word')
    return shown.word === undefined ? words.notSet : cleanText(String(shown.word), maxValueLength);
  if (shown.kind === 'rules') return words.hookRules(shown.count);
  if (shown.kind === 'secret') return hintText(shown.secret, words) ?? words.notSet;
  const { apiKey, cookieHeader, region } = shown.account;
  return words.accountValue(hintText(apiKey, words), hintText(cookieHeader, words), region);
}

function hintText(
  secret: Secret | undefined,
  { inKeyring }: Messages['config'],
): string | undefined {
  if (secret === undefined) return undefined;
  return keyringId(secret.open()) === undefined ? secret.hint() : inKeyring;
}

function originText(origin: Origin, words: Messages['config']): string {
  if (origin.from === 'environment') return origin.variable;
  return origin.from === 'file' ? words.fromFile : words.fromDefault;
}

function recordOf({ path, fileExists }: LoadedSettings, lines: readonly Line[]): unknown {
  const settings = lines.map(({ name, shown, origin }) => {
    const variable = origin.from === 'environment' ? origin.variable : undefined;
    return [name, { value: valueRecord(shown), origin: origin.from, variable }] as const;
  });
  return { path, exists: fileExists, settings: Object.fromEntries(settings) };
}

function valueRecord(shown: Shown): unknown {
  if (shown.kind === 'word') return shown.word;
  if (shown.kind === 'rules') return shown.count;
  if (shown.kind === 'secret') return secretRecord(shown.secret);
  const { apiKey, cookieHeader, region } = shown.account;
  return { apiKey: secretRecord(apiKey), cookieHeader: secretRecord(cookieHeader), region };
}

function secretRecord(secret: Secret | undefined): unknown {
  return { set: secret !== undefined, hint: secret && secretHint(secret) };
}
