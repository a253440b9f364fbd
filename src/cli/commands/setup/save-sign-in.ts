import { loadSettings } from '../../../config/load-settings.ts';
import { providerChanges } from '../../../config/provider-changes.ts';
import { updateConfigFile } from '../../../config/save-settings.ts';
import type { ProviderSettings } from '../../../config/settings.ts';
import type { PastedCredential } from '../../../domain/pasted-credential.ts';
import { pathInUse } from '../config/path.ts';
import type { Guide } from './guide.ts';

/** Puts a pasted sign-in into the config file, and with it whatever it takes to be used. */
export async function saveSignIn(
  { context, dialogue }: Guide,
  credential: PastedCredential,
): Promise<void> {
  const path = pathInUse(context);
  const { settings } = await loadSettings(context.host, { path });
  const values = { ...signInValues(credential), ...letIn(settings.provider, credential) };
  await updateConfigFile(context.host, path, (config) => providerChanges(config, values));
  dialogue.say('good', context.messages.setup.saved(path));
}

/** Switches Kimi on where it was off. */
export async function switchOn({ context, dialogue }: Guide): Promise<void> {
  await updateConfigFile(context.host, pathInUse(context), (config) =>
    providerChanges(config, { enabled: true }),
  );
  dialogue.say('good', context.messages.setup.switchedOn);
}

function signInValues({ kind, secret }: PastedCredential): Readonly<Record<string, unknown>> {
  return kind === 'api-key'
    ? { enabled: true, apiKey: secret.open() }
    : { enabled: true, cookieHeader: `kimi-auth=${secret.open()}` };
}

/** Settings that would leave the new sign-in out give way: why else would a person paste it? */
function letIn(
  { source, cookieSource }: ProviderSettings,
  { kind }: PastedCredential,
): Readonly<Record<string, unknown>> {
  const own = kind === 'api-key' ? 'api' : 'web';
  return {
    ...(source === 'auto' || source === own ? {} : { source: 'auto' }),
    ...(kind === 'web-session' && cookieSource === 'off' ? { cookieSource: 'manual' } : {}),
  };
}
