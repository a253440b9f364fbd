import type { Host } from '../../host/host.ts';
import type { Keyring } from './keyring.ts';

const service = 'KimiBar';
const timeoutMs = 5_000;
/** Long enough for a user to type a password. */
const promptTimeoutMs = 60_000;
/** `errSecItemNotFound`, as `security` exits. */
const notFound = 44;

/**
 * The login Keychain by macOS's own `security`. It opens entries that it has made itself without a
 * dialog, unless the Keychain is locked, which it is not while the user is logged in.
 */
export function openMacKeychain({ commands }: Pick<Host, 'commands'>): Keyring {
  return {
    async read(id, { mayPrompt, signal }) {
      const words = ['find-generic-password', '-s', service, '-a', id, '-w'];
      const limits = { timeoutMs: mayPrompt ? promptTimeoutMs : timeoutMs, signal };
      const result = await commands.run('security', words, limits);
      if (result.kind === 'not-found') return { kind: 'unavailable' };
      if (result.kind === 'timed-out') return { kind: 'locked' };
      if (result.exitCode === notFound) return { kind: 'missing' };
      const text = result.stdout.trim();
      return result.exitCode === 0 && text !== '' ? { kind: 'found', text } : { kind: 'locked' };
    },
    async write(id, text, { signal }) {
      if (!/^[\w.~+/=:@-]+$/.test(text)) return 'unavailable';
      // On stdin: every user can see a process's arguments.
      const input = `add-generic-password -U -s ${service} -a ${id} -w ${text}\n`;
      const result = await commands.run('security', ['-i'], {
        input,
        timeoutMs: promptTimeoutMs,
        signal,
      });
      if (result.kind === 'not-found') return 'unavailable';
      return result.kind === 'ran' && result.exitCode === 0 && result.stderr === ''
        ? 'stored'
        : 'locked';
    },
    async remove(id, { signal }) {
      const words = ['delete-generic-password', '-s', service, '-a', id];
      const result = await commands.run('security', words, { timeoutMs, signal });
      if (result.kind === 'not-found') return 'unavailable';
      const isGone = result.kind === 'ran' && [0, notFound].includes(result.exitCode);
      return isGone ? 'removed' : 'locked';
    },
  };
}
