import { readEnvValue } from '../host/env-value.ts';
import { classifyApiKey, cleanApiKey } from '../domain/api-key.ts';
import { keyringId } from '../domain/keyring-key.ts';
import { Secret } from '../domain/secret.ts';
import type { Host } from '../host/host.ts';
import type { Keyring, KeyringReading } from './keyring/keyring.ts';
import type { Credential, CredentialSource, Finding } from './credential.ts';

export type ApiKeySettings = {
  /** The key in the config file, of the selected account. */
  readonly configKey?: Secret | undefined;
  /** Reads the key that the system keyring keeps, if the config file says so. */
  readonly readKeyring: ReadKeyring;
  /** False for a named account: the environment's key belongs to the main one. */
  readonly readEnv: boolean;
};

/**
 * The Kimi Code API key: the config file's, then `KIMI_CODE_API_KEY`. `KIMI_API_KEY` is never read:
 * it is for the Open Platform. A key of the wrong kind or with foreign characters is `blocked` with its reason, unless the
 * other source has a good one.
 */
export function createApiKeySource(
  host: Pick<Host, 'env'>,
  { configKey, readKeyring, readEnv }: ApiKeySettings,
): CredentialSource {
  return {
    id: 'api-key',
    async find(query) {
      query.signal.throwIfAborted();
      const text = configKey?.open();
      const id = keyringId(text);
      const inConfig =
        id === undefined
          ? keyFinding(text, { origin: 'config', location: 'config' })
          : keyringFinding(await readKeyring(id, query));
      if (inConfig.kind === 'found' || !readEnv) return inConfig;
      const inEnv = keyFinding(readEnvValue(host.env, 'KIMI_CODE_API_KEY'), {
        origin: 'env',
        location: 'KIMI_CODE_API_KEY',
      });
      const isConfigEmpty = inConfig.kind === 'absent' && inConfig.reason === 'not-set';
      return inEnv.kind === 'found' || isConfigEmpty ? inEnv : inConfig;
    },
  };
}

/** Reads an entry of the system keyring. */
export type ReadKeyring = Keyring['read'];

function keyringFinding(reading: KeyringReading): Finding {
  const location = 'keyring';
  if (reading.kind === 'found') return keyFinding(reading.text, { origin: 'config', location });
  const reason = reading.kind === 'locked' ? 'api-key-locked' : 'api-key-unreachable';
  return { kind: 'blocked', location, reason };
}

/** Where a key was found; `region` and `detail` if the source implies them. */
export type KeyOrigin = Omit<Extract<Credential, { kind: 'api-key' }>, 'kind' | 'secret'> & {
  readonly location: string;
};

/** The finding for a stored text that should be a Kimi Code API key. */
export function keyFinding(raw: string | undefined, { location, ...origin }: KeyOrigin): Finding {
  const key = cleanApiKey(raw ?? '');
  if (key === undefined) return { kind: 'absent', location, reason: 'not-set' };
  const shape = classifyApiKey(key);
  if (shape === 'unusable') return { kind: 'blocked', location, reason: 'unusable-key' };
  if (shape === 'open-platform') return { kind: 'blocked', location, reason: 'open-platform-key' };
  if (shape === 'jwt') return { kind: 'blocked', location, reason: 'jwt-as-api-key' };
  return { kind: 'found', credential: { kind: 'api-key', secret: new Secret(key), ...origin } };
}
