import { Transform, type Readable, type Writable } from 'node:stream';

/** Stdin as whole lines, and stdout: for protocols with one message in a line. */
export type StandardPipes = { readonly input: Readable; readonly output: Writable };

/** A longer line is no message that a client would send. */
const maxLineBytes = 1024 * 1024;
const newline = 0x0a;

/** The pipes of this process. If the client closes stdout, it ends. */
export function openStandardPipes(): StandardPipes {
  process.stdout.on('error', () => process.exit(0));
  return { input: process.stdin.pipe(wholeLines(maxLineBytes)), output: process.stdout };
}

/** Would the user have to type the protocol? */
export function isStdinTerminal(): boolean {
  return process.stdin.isTTY;
}

/** Passes lines of up to `maxBytes` on and drops longer ones, in bounded memory. */
export function wholeLines(maxBytes: number): Transform {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
        take(chunk.subarray(from, at + 1));
        if (!isTooLong) this.push(Buffer.concat(held));
        [held, heldBytes, isTooLong] = [[], 0, false];
        from = at + 1;
      }
      take(chunk.subarray(from));
      done();
    },
  });

  function take(part: Buffer): void {
    heldBytes += part.length;
    if (heldBytes > maxBytes) [held, isTooLong] = [[], true];
    else held.push(part);
  }
}
