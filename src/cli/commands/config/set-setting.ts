import type { SettingName } from '../../../config/read-origin.ts';
import { updateConfigFile } from '../../../config/save-settings.ts';
import {
  settableNames,
  settingEdit,
  unsettableNames,
  unsettingEdit,
} from '../../../config/setting-table.ts';
import type { CommandContext } from '../../command-context.ts';
import { argumentFailure } from './argument-failure.ts';
import { pathInUse } from './path.ts';
import { settingsAfterChange } from './settings-after-change.ts';

/** `config set NAME VALUE`. Throws `invalid-arguments` with the allowed names or values. */
export async function configSet(
  ctx: CommandContext,
  options: { readonly name: string; readonly value: string },
): Promise<number> {
  const asked = settingEdit(options.name, options.value);
  if (asked.kind === 'unknown-name')
    throw argumentFailure(ctx, (words) => words.unknownSetting(shown(options.name), settableNames));
  if (asked.kind === 'unknown-word')
    throw argumentFailure(ctx, (words) => words.unknownWord(asked.name, asked.words));
  await updateConfigFile(ctx.host, pathInUse(ctx), asked.edit);
  ctx.terminal.out(ctx.messages.config.settingStored(asked.name, asked.word));
  await sayWhenOverridden(ctx, asked.name);
  return 0;
}

/** `config unset NAME`: back to the default. Also takes out the secrets, which `set` leaves to their own commands. */
export async function configUnset(
  ctx: CommandContext,
  options: { readonly name: string },
): Promise<number> {
  const asked = unsettingEdit(options.name);
  if (asked.kind === 'unknown-name')
    throw argumentFailure(ctx, (words) =>
      words.unknownSetting(shown(options.name), unsettableNames),
    );
  await updateConfigFile(ctx.host, pathInUse(ctx), asked.edit);
  ctx.terminal.out(ctx.messages.config.settingRemoved(asked.name));
  await sayWhenOverridden(ctx, asked.name);
  return 0;
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

/** A change that the environment overrides would look as if it had been lost. */
async function sayWhenOverridden(ctx: CommandContext, name: string): Promise<void> {
  const origin = (await settingsAfterChange(ctx))?.origins[name as SettingName];
  if (origin?.from === 'environment')
    ctx.terminal.err(ctx.messages.config.settingOverridden(origin.variable));
}

/** What was typed as a name may be anything, even a secret in the wrong place. */
function shown(name: string): string {
  return /^[a-z][\w.-]{0,29}$/i.test(name) && !/^(sk-|eyJ)/i.test(name) ? name : '…';
}
