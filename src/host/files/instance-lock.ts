import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { makeSafeFolder } from './safe-folder.ts';

const pipePrefix = '\\\\.\\pipe\\';

/** A place that only one process can hold; it is free again as soon as that process is gone. */
export type InstanceLock = { release(): void };

/**
 * Takes a place by its name: a socket file, or a named pipe on Windows (`\\.\pipe\…`). Undefined where another process holds it.
 * Rejects with the system's error where no such place can be made.
 */
export async function takeInstanceLock(path: string): Promise<InstanceLock | undefined> {
  if (path.startsWith(pipePrefix)) return takePipe(path);
  makeSafeFolder(dirname(path));
  for (let attempt = 1; ; attempt += 1) {
    const server = await listen(path);
    if (server !== undefined) return placeOf(server);
    if (attempt === 3 || (await answers(path))) return undefined;
    // A process that was killed leaves its socket file behind.
    rmSync(path, { force: true });
  }
}

/**
 * A pipe stands in no folder and is gone with its process: there is nothing to tidy up. Windows refuses a second one of the
 * same name; Wine would make it, and so the first is asked for before.
 */
async function takePipe(path: string): Promise<InstanceLock | undefined> {
  const server = (await answers(path)) ? undefined : await listen(path);
  return server === undefined ? undefined : placeOf(server);
}

function placeOf(server: Server): InstanceLock {
  return { release: () => void server.close() };
}

function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
