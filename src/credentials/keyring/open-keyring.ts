import type { Host } from '../../host/host.ts';
import { openCredentialManager } from './credential-manager.ts';
import type { Keyring } from './keyring.ts';
import { openMacKeychain } from './mac-keychain.ts';
import { openSecretService } from './secret-service.ts';

/** The Secret Service on Linux, the Keychain on macOS, the Credential Manager on Windows. */
export function openKeyring(host: Pick<Host, 'clock' | 'commands' | 'env' | 'platform'>): Keyring {
  if (host.platform.os === 'linux') return openSecretService(host);
  return host.platform.os === 'darwin' ? openMacKeychain(host) : openCredentialManager();
}
