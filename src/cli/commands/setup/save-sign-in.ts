import { loadSettings } from '../../../config/load-settings.ts';
import { providerChanges } from '../../../config/provider-changes.ts';
import type { ProviderSettings } from '../../../config/settings.ts';
import type { PastedCredential } from '../../../domain/pasted-credential.ts';
import { changeConfigFile, pathInUse } from '../config/config-file.ts';
import type { Setup } from './choose-method.ts';

/** Saves a pasted sign-in in the config file, along with the settings it needs to be used. */
export async function saveSignIn(
  { context, dialogue }: Setup,
  credential: PastedCredential,
): Promise<void> {
  const path = pathInUse(context);
  const { settings } = await loadSettings(context.host, { path });
  const values = { ...signInValues(credential), ...sourceValues(settings.provider, credential) };
  await changeConfigFile(context, (config) => providerChanges(config, values));
  dialogue.say('good', context.messages.setup.saved(path));
}

/** Enables Kimi in the settings. */
export async function enableKimi({ context, dialogue }: Setup): Promise<void> {
  await changeConfigFile(context, (config) => providerChanges(config, { enabled: true }));
  dialogue.say('good', context.messages.setup.switchedOn);
}

function signInValues({ kind, secret }: PastedCredential): Readonly<Record<string, unknown>> {
  return kind === 'api-key'
    ? { enabled: true, apiKey: secret.open() }
    : { enabled: true, cookieHeader: `kimi-auth=${secret.open()}` };
}

/** Changes settings that would leave the new sign-in unused. */
function sourceValues(
  { source, cookieSource }: ProviderSettings,
  { kind }: PastedCredential,
): Readonly<Record<string, unknown>> {
  const own = kind === 'api-key' ? 'api' : 'web';
  const values: Record<string, unknown> = {};
  if (source !== 'auto' && source !== own) values['source'] = 'auto';
  if (kind === 'web-session' && cookieSource === 'off') values['cookieSource'] = 'manual';
  return values;
}
