import type { Socket } from 'node:net';

/** Far longer than any response of a bus. */
const maxLineLength = 16 * 1024;

/**
 * Introduces this process to the bus as its user, by the EXTERNAL mechanism: the kernel tells the
 * bus who is at the other end of the socket. False if the bus rejects it or hangs up. The stream
 * is paused afterwards. See "Authentication Protocol" in the D-Bus specification.
 */
export async function authenticate(stream: Socket): Promise<boolean> {
  const userId = String(process.getuid?.() ?? 0);
  stream.write(`\0AUTH EXTERNAL ${Buffer.from(userId).toString('hex')}\r\n`);
  const line = await readLine(stream);
  if (line === undefined || !/^OK( |$)/.test(line)) return false;
  stream.write('BEGIN\r\n');
  return true;
}

/** Undefined if the stream ends before the line does. */
function readLine(stream: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (line: string | undefined): void => {
      stream.off('data', onData).off('close', onClose).pause();
      resolve(line);
    };
    const onData = (piece: Buffer): void => {
      text += piece.toString('latin1');
      const end = text.indexOf('\r\n');
      if (end !== -1) finish(text.slice(0, end));
      else if (text.length > maxLineLength) finish(undefined);
    };
    const onClose = (): void => finish(undefined);
    stream.on('data', onData).once('close', onClose);
  });
}
