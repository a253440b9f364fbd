import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { makeSafeFolder } from './safe-folder.ts';

const pipePrefix = '\\\\.\\pipe\\';

/**
 * A lock that only one process can hold; it is released when that process ends, however it ends.
 */
export type InstanceLock = { release(): void };

/**
 * Takes the lock with this name: a socket file, or a named pipe on Windows (`\\.\pipe\…`).
 * Undefined if another process holds it. Rejects with the system's error if neither can be created.
 */
export async function takeInstanceLock(path: string): Promise<InstanceLock | undefined> {
  if (path.startsWith(pipePrefix)) return takePipe(path);
  makeSafeFolder(dirname(path));
  for (let attempt = 1; ; attempt += 1) {
    const server = await listen(path);
    if (server !== undefined) return lockOf(server);
    if (attempt === 3 || (await isListening(path))) return undefined;
    // A killed process leaves its socket file behind.
    rmSync(path, { force: true });
  }
}

/**
 * A pipe is in no folder and ends with its process, so there is nothing to remove. Windows refuses
 * a second one of the same name; Wine would create it, so check first.
 */
async function takePipe(path: string): Promise<InstanceLock | undefined> {
  const server = (await isListening(path)) ? undefined : await listen(path);
  return server === undefined ? undefined : lockOf(server);
}

function lockOf(server: Server): InstanceLock {
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

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
