import { loadKoffi, type Koffi } from '../../host/koffi.ts';
import type { Keyring } from './keyring.ts';

/** Constants of wincred.h and winerror.h. */
const generic = 1;
const localMachine = 2;
const notFound = 1168;

/**
 * Windows' Credential Manager, whose entries only programs of the same user can read. It is open
 * while the user is logged in, and not reachable without a logon session, as over SSH.
 * https://learn.microsoft.com/windows/win32/api/wincred/
 */
export function openCredentialManager(): Keyring {
  return {
    read: (id, { signal }) =>
      withWindows(signal, (windows) => windows.read(targetOf(id)), { kind: 'koffi-missing' }),
    write: (id, text, { signal }) =>
      withWindows(signal, (windows) => windows.write(targetOf(id), text), 'koffi-missing'),
    remove: (id, { signal }) =>
      withWindows(signal, (windows) => windows.remove(targetOf(id)), 'koffi-missing'),
  };
}

async function withWindows<T>(
  signal: AbortSignal,
  work: (windows: ReturnType<typeof loadCredentials>) => T,
  without: T,
): Promise<T> {
  signal.throwIfAborted();
  let koffi: Koffi;
  try {
    koffi = loadKoffi();
  } catch {
    return without;
  }
  return work(loadCredentials(koffi));
}

/** The functions of advapi32.dll for credentials, with their texts in UTF-8. */
function loadCredentials(ffi: Koffi) {
  const credential = credentialType(ffi);
  const advapi = ffi.load('advapi32.dll');
  const lastError = ffi.load('kernel32.dll').func('uint32_t __stdcall GetLastError()');
  const found = ffi.out(ffi.pointer(credential, 2));
  const read = advapi.func('__stdcall', 'CredReadW', 'int', [
    'str16',
    'uint32_t',
    'uint32_t',
    found,
  ]);
  const write = advapi.func('__stdcall', 'CredWriteW', 'int', [
    ffi.pointer(credential),
    'uint32_t',
  ]);
  const remove = advapi.func('int __stdcall CredDeleteW(str16, uint32_t, uint32_t)');
  const free = advapi.func('void __stdcall CredFree(void *)');
  return {
    read(target: string): Awaited<ReturnType<Keyring['read']>> {
      const place: [unknown] = [null];
      if (read(target, generic, 0, place) === 0)
        return { kind: lastError() === notFound ? 'missing' : 'unavailable' };
      try {
        const { blob, size } = ffi.decode(place[0], credential) as Blob;
        const bytes = ffi.decode(blob, ffi.array('uint8_t', size)) as Uint8Array;
        return { kind: 'found', text: Buffer.from(bytes).toString('utf8') };
      } finally {
        free(place[0]);
      }
    },
    write(target: string, text: string): Awaited<ReturnType<Keyring['write']>> {
      const blob = Buffer.from(text);
      const entry = { ...emptyCredential, target, blob, size: blob.length };
      return write(entry, 0) === 0 ? 'unavailable' : 'stored';
    },
    remove: (target: string): Awaited<ReturnType<Keyring['remove']>> =>
      remove(target, generic, 0) !== 0 || lastError() === notFound ? 'removed' : 'unavailable',
  };
}

type Blob = { readonly blob: unknown; readonly size: number };

/** `CREDENTIALW`. */
function credentialType(ffi: Koffi) {
  return ffi.struct({
    flags: 'uint32_t',
    type: 'uint32_t',
    target: 'str16',
    comment: 'str16',
    lastWritten: ffi.array('uint32_t', 2),
    size: 'uint32_t',
    blob: 'void *',
    persist: 'uint32_t',
    attributeCount: 'uint32_t',
    attributes: 'void *',
    alias: 'str16',
    user: 'str16',
  });
}

const emptyCredential = {
  flags: 0,
  type: generic,
  comment: 'KimiBar: Kimi Code API key',
  lastWritten: [0, 0],
  persist: localMachine,
  attributeCount: 0,
  attributes: null,
  alias: null,
  user: 'KimiBar',
};

/** The name that Windows' list of credentials shows. */
function targetOf(id: string): string {
  return `KimiBar/${id}`;
}
