import type { Host } from '../../host/host.ts';
import type { Keyring } from './keyring.ts';
import { openMacKeychain } from './mac-keychain.ts';
import { openSecretService } from './secret-service.ts';

/** The keyring of this system: the Secret Service on Linux, the Keychain on macOS. */
export function openKeyring(host: Pick<Host, 'clock' | 'commands' | 'env' | 'platform'>): Keyring {
  if (host.platform.os === 'linux') return openSecretService(host);
  return host.platform.os === 'darwin' ? openMacKeychain(host) : noKeyring;
}

/** Windows' Credential Manager has no tool that reads a credential back. */
const noKeyring: Keyring = {
  read: async () => ({ kind: 'unavailable' }),
  write: async () => 'unavailable',
  remove: async () => undefined,
};
