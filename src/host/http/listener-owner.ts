import { tryReadText } from '../files/try-read.ts';
import type { Host } from '../host.ts';

/** TCP_LISTEN in the kernel's `tcp_states.h`. */
const listening = '0A';

/** 150 bytes for each connection of the whole computer. */
const maxTableBytes = 64 * 1024 * 1024;

/**
 * Does another user of this computer listen at this port? On Linux `/proc/net/tcp` (see proc(5))
 * has a line for each socket with its local address, state and user. Root is trusted. False if
 * unknown.
 */
export function isListenerOfAnother(
  { files }: Pick<Host, 'files'>,
  port: number,
  userId = process.getuid?.(),
): boolean {
  if (userId === undefined) return false;
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const owners = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) =>
    (tryReadText(files, path, maxTableBytes) ?? '')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(ending) === true && state === listening)
      .map((fields) => Number(fields[7])),
  );
  return owners.some((owner) => owner !== userId && owner !== 0);
}
