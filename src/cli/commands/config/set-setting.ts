import { loadSettings } from '../../../config/load-settings.ts';
import { printableKey } from '../../../config/json-path.ts';
import { setEdit, unsetEdit, type SettingEdit } from '../../../config/setting-edits.ts';
import { settableNames, unsettableNames } from '../../../config/settings-table.ts';
import type { CommandContext } from '../../command-context.ts';
import { argumentFailure } from './config-options.ts';
import { changeConfigFile, pathInUse, settingsAfterChange } from './config-file.ts';

/** `config set NAME VALUE`; the value `-` is read from stdin. Throws `invalid-arguments` with the allowed names or values. */
export async function configSet(
  ctx: CommandContext,
  options: { readonly name: string; readonly value: string },
): Promise<number> {
  const isPiped = options.value === '-';
  const value = isPiped ? (await ctx.terminal.readStdin()).trim() : options.value;
  const found = setEdit(options.name, value, { isPiped });
  if (found.kind === 'unknown-name')
    throw argumentFailure(ctx, (words) =>
      words.unknownSetting(printableKey(options.name), settableNames, found.similar),
    );
  if (found.kind === 'set-elsewhere')
    throw argumentFailure(ctx, (words) => words.setElsewhere(found));
  if (found.kind === 'needs-stdin' || (isPiped && value === ''))
    throw argumentFailure(ctx, (words) => words.pipeValue(printableKey(options.name)));
  if (found.kind === 'invalid-value')
    throw argumentFailure(ctx, (words) =>
      words.unknownWord(found.name, found.examples, found.similar),
    );
  await apply(ctx, found, ctx.messages.config.settingStored(found.name, found.text));
  return 0;
}

/**
 * `config unset NAME`: removes the value, so that the default applies. Also removes secrets, which
 * `set` does not take.
 */
export async function configUnset(
  ctx: CommandContext,
  options: { readonly name: string },
): Promise<number> {
  await refuseAllAccounts(ctx, options.name);
  const found = unsetEdit(options.name);
  if (found.kind === 'unknown-name')
    throw argumentFailure(ctx, (words) =>
      words.unknownSetting(printableKey(options.name), unsettableNames, found.similar),
    );
  await apply(ctx, found, ctx.messages.config.settingRemoved(found.name));
  return 0;
}

/** Every account's key at once is hardly what anyone wants to remove. */
async function refuseAllAccounts(ctx: CommandContext, name: string): Promise<void> {
  const [word = '', ...rest] = name.trim().split('.');
  if (word.toLowerCase() !== 'accounts') return;
  const { settings } = await loadSettings(ctx.host, { path: pathInUse(ctx) });
  const known = settings.provider.accounts.map((account) => account.name);
  const typed = rest.join('.');
  throw argumentFailure(ctx, (words) =>
    words.whichAccount(known, known.includes(typed) ? typed : undefined),
  );
}

/** `config set-source auto|api|cli|web`. */
export function configSetSource(
  ctx: CommandContext,
  options: { readonly value: string },
): Promise<number> {
  return configSet(ctx, { name: 'source', value: options.value });
}

/** `config set-cookie-source auto|manual|off`. */
export function configSetCookieSource(
  ctx: CommandContext,
  options: { readonly value: string },
): Promise<number> {
  return configSet(ctx, { name: 'cookieSource', value: options.value });
}

/** Writes the edit, reports it, and warns if the environment overrides it. */
async function apply(ctx: CommandContext, edit: SettingEdit, report: string): Promise<void> {
  await changeConfigFile(ctx, edit.edit);
  ctx.terminal.out(report);
  const origin = (await settingsAfterChange(ctx))?.origins[edit.name];
  if (origin?.from === 'environment')
    ctx.terminal.err(ctx.messages.config.settingOverridden(origin.variable));
}
