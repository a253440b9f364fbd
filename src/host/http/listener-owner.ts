import { endianness } from 'node:os';
import { tryReadText } from '../files/try-read.ts';
import type { Host } from '../host.ts';

/** TCP_LISTEN in the kernel's `tcp_states.h`. */
const listening = '0A';

type Listener = {
  /** As in a URL: IPv6 in brackets. */
  readonly hostname: string;
  readonly port: number;
  readonly userId: number;
};

/**
 * Does another user of this computer listen at this address? On Linux `/proc/net/tcp` (see proc(5))
 * has a line for each socket with its local address, state and user. Root is trusted. False if
 * unknown.
 */
export function isListenerOfAnother(
  { files }: Pick<Host, 'files'>,
  { hostname, port }: Pick<URL, 'hostname' | 'port'>,
  userId = process.getuid?.(),
): boolean {
  if (userId === undefined) return false;
  const atPort = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((path) => parseListeners(tryReadText(files, path) ?? ''))
    .filter((listener) => listener.port === Number(port));
  const at = (names: readonly string[]) =>
    atPort.filter((listener) => names.includes(listener.hostname));
  const names = hostname === 'localhost' ? ['127.0.0.1', '[::1]'] : [hostname];
  const exact = at(names);
  const responsible = exact.length > 0 ? exact : at(['0.0.0.0', '[::]']);
  return responsible.some((listener) => listener.userId !== userId && listener.userId !== 0);
}

function parseListeners(table: string): readonly Listener[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , userId] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    const hostname = state === listening ? parseAddress(address) : undefined;
    return hostname === undefined
      ? []
      : [{ hostname, port: Number.parseInt(port, 16), userId: Number(userId) }];
  });
}

/** The kernel prints addresses as 32-bit words in the byte order of the machine. */
function parseAddress(hex: string): string | undefined {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length !== 4 && bytes.length !== 16) return undefined;
  if (endianness() === 'LE') bytes.swap32();
  const text = bytes.toString('hex');
  // A socket for IPv6 that also serves one IPv4 address: ::ffff:127.0.0.1.
  if (bytes.length === 4 || /^0{20}f{4}/.test(text)) return bytes.subarray(-4).join('.');
  return new URL(`http://[${text.replaceAll(/.{4}(?=.)/g, '$&:')}]/`).hostname;
}
